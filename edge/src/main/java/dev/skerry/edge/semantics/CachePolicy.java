package dev.skerry.edge.semantics;

import java.util.List;
import java.util.Map;

/**
 * What an operator decides about caching where the specifications leave a choice, or against them.
 *
 * @param ttl how long responses are fresh
 * @param stale how long stale responses may be served, and when
 * @param statusTtlSeconds by status, the freshness lifetime of responses for which the origin says
 *     nothing explicit (negative caching); 0 means that such a response is not stored
 * @param setCookie what becomes of responses that set cookies
 * @param requestDirectives whether a viewer's cache directives count
 * @param storeAgainstOrigin whether {@code no-store}, {@code private}, {@code no-cache} and the
 *     rules for authenticated requests are ignored: only for content that is known to be public
 * @param malformedAge what a response with a malformed or repeated {@code Age} is held for
 * @param targetedFields names of the targeted fields that speak to this cache, lower case, the most
 *     specific first (RFC 9213 §2.2)
 */
public record CachePolicy(
    Ttl ttl,
    StalePolicy stale,
    Map<Integer, Long> statusTtlSeconds,
    SetCookie setCookie,
    RequestDirectives requestDirectives,
    boolean storeAgainstOrigin,
    MalformedAge malformedAge,
    List<String> targetedFields) {

  /**
   * What holds where nothing is configured: the specifications' word, and their default choices.
   */
  public static final CachePolicy DEFAULT =
      new CachePolicy(
          Ttl.DEFAULT,
          StalePolicy.DEFAULT,
          Map.of(),
          SetCookie.STORE_IF_EXPLICIT,
          RequestDirectives.OBEY,
          false,
          MalformedAge.IGNORE,
          List.of("skerry-cache-control", "cdn-cache-control", "surrogate-control"));

  /** Copies what may be shared. */
  public CachePolicy {
    statusTtlSeconds = Map.copyOf(statusTtlSeconds);
    targetedFields = List.copyOf(targetedFields);
  }

  /** What becomes of a response with {@code Set-Cookie}. */
  public enum SetCookie {
    /**
     * It is stored with its cookies if the origin says in the response that it may be: an explicit
     * lifetime or {@code public}. Without such a word it is not, whatever lifetime heuristics or
     * this policy would give it, so that no session reaches another viewer by accident.
     */
    STORE_IF_EXPLICIT,
    /** It is stored without the field. */
    STRIP,
    /** It is never stored. */
    DO_NOT_STORE,
    /** It is stored like any other. */
    STORE
  }

  /** Whether a viewer's {@code Cache-Control} and {@code Pragma} count (RFC 9111 §5.2.1). */
  public enum RequestDirectives {
    /**
     * They are obeyed. A viewer can make the edge validate; simultaneous validations of one
     * response collapse, so this costs an origin at most one request at a time for each stored
     * response.
     */
    OBEY,
    /** They are ignored, as the specification allows: for sites whose origin must be shielded. */
    IGNORE
  }

  /** What an {@code Age} that is no single number means. */
  public enum MalformedAge {
    /** The first member counts, and nothing does if that is no number (RFC 9111 §5.1). */
    IGNORE,
    /** The response is stale: whoever wrote this may have kept it for any time. */
    STALE
  }

  public CachePolicy withTtl(Ttl value) {
    return new CachePolicy(
        value,
        stale,
        statusTtlSeconds,
        setCookie,
        requestDirectives,
        storeAgainstOrigin,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withStale(StalePolicy value) {
    return new CachePolicy(
        ttl,
        value,
        statusTtlSeconds,
        setCookie,
        requestDirectives,
        storeAgainstOrigin,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withStatusTtlSeconds(Map<Integer, Long> value) {
    return new CachePolicy(
        ttl,
        stale,
        value,
        setCookie,
        requestDirectives,
        storeAgainstOrigin,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withSetCookie(SetCookie value) {
    return new CachePolicy(
        ttl,
        stale,
        statusTtlSeconds,
        value,
        requestDirectives,
        storeAgainstOrigin,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withRequestDirectives(RequestDirectives value) {
    return new CachePolicy(
        ttl,
        stale,
        statusTtlSeconds,
        setCookie,
        value,
        storeAgainstOrigin,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withStoreAgainstOrigin(boolean value) {
    return new CachePolicy(
        ttl,
        stale,
        statusTtlSeconds,
        setCookie,
        requestDirectives,
        value,
        malformedAge,
        targetedFields);
  }

  public CachePolicy withMalformedAge(MalformedAge value) {
    return new CachePolicy(
        ttl,
        stale,
        statusTtlSeconds,
        setCookie,
        requestDirectives,
        storeAgainstOrigin,
        value,
        targetedFields);
  }

  public CachePolicy withTargetedFields(List<String> value) {
    return new CachePolicy(
        ttl,
        stale,
        statusTtlSeconds,
        setCookie,
        requestDirectives,
        storeAgainstOrigin,
        malformedAge,
        value);
  }
}

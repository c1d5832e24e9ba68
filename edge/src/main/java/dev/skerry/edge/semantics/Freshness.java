package dev.skerry.edge.semantics;

/**
 * All that a hit must know about the age of a stored response, worked out once when it was stored
 * or freshened (RFC 9111 §4.2). All numbers are milliseconds.
 *
 * @param responseMillis when the response (or its last freshening) was received, since 1970
 * @param initialAgeMillis how old it was then: the corrected initial age
 * @param lifetimeMillis its freshness lifetime
 * @param whileRevalidateMillis how long after the end of its lifetime it may be served while it is
 *     validated in the background
 * @param ifErrorMillis how long after the end of its lifetime it may be served when the origin
 *     fails
 * @param source what the lifetime comes from
 * @param staleness whether it may be served stale, and whether even fresh
 */
public record Freshness(
    long responseMillis,
    long initialAgeMillis,
    long lifetimeMillis,
    long whileRevalidateMillis,
    long ifErrorMillis,
    Source source,
    Staleness staleness) {

  /** What a freshness lifetime comes from. */
  public enum Source {
    S_MAXAGE,
    MAX_AGE,
    EXPIRES,
    HEURISTIC,
    /** The policy's lifetime for the status. */
    POLICY_STATUS,
    POLICY_DEFAULT,
    POLICY_OVERRIDE,
    /** Nothing gives it a lifetime: it is stale from the start. */
    NONE;

    /** Whether the origin itself said it. */
    public boolean isExplicit() {
      return this == S_MAXAGE || this == MAX_AGE || this == EXPIRES;
    }
  }

  /** What the origin's directives say about use without validation. */
  public enum Staleness {
    /** May be served stale where policy or origin allow it. */
    ALLOWED,
    /**
     * Must be validated once stale: {@code must-revalidate}, {@code proxy-revalidate}, {@code
     * s-maxage}.
     */
    MUST_REVALIDATE,
    /** Must be validated before each use: {@code no-cache}. */
    ALWAYS_VALIDATE
  }

  /** The age at a moment (§4.2.3), never negative. */
  public long currentAgeMillis(long nowMillis) {
    return initialAgeMillis + Math.max(0, nowMillis - responseMillis);
  }

  /** The value of {@code Age} at a moment, in seconds. */
  public long currentAgeSeconds(long nowMillis) {
    return Math.min(DeltaSeconds.MAX, currentAgeMillis(nowMillis) / 1000);
  }

  /** Whether its age is below its lifetime. A fresh response may still have to be validated. */
  public boolean isFresh(long nowMillis) {
    return lifetimeMillis > currentAgeMillis(nowMillis);
  }

  /** What is left of the lifetime in whole seconds, negative once stale (RFC 9211 §2.4). */
  public long ttlSeconds(long nowMillis) {
    return Math.floorDiv(lifetimeMillis - currentAgeMillis(nowMillis), 1000L);
  }

  /** How long it has been stale; 0 while it is fresh. */
  public long stalenessMillis(long nowMillis) {
    return Math.max(0, currentAgeMillis(nowMillis) - lifetimeMillis);
  }

  /** The moment from which no rule allows it to be served any more without validation. */
  public long uselessFromMillis() {
    return responseMillis
        - initialAgeMillis
        + lifetimeMillis
        + Math.max(whileRevalidateMillis, ifErrorMillis);
  }

  /** The same, but stale from now on: what a soft purge or a mismatching HEAD response does. */
  public Freshness staleFrom(long nowMillis) {
    return new Freshness(
        responseMillis,
        initialAgeMillis,
        Math.min(lifetimeMillis, currentAgeMillis(nowMillis)),
        whileRevalidateMillis,
        ifErrorMillis,
        source,
        staleness);
  }
}

package dev.skerry.edge.semantics;

import dev.skerry.edge.semantics.StoreDecision.DoNotStore;
import dev.skerry.edge.semantics.StoreDecision.Reason;
import dev.skerry.edge.semantics.StoreDecision.Store;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a shared cache may store a response (RFC 9111 §3), and how fresh it then is. */
public final class Storability {
  private final Request request;
  private final int status;
  private final Fields fields;
  private final CachePolicy policy;
  private final ResponseControl control;
  private final CacheControl directives;

  private Storability(Request request, int status, Fields fields, CachePolicy policy) {
    this.request = request;
    this.status = status;
    this.fields = fields;
    this.policy = policy;
    this.control = ResponseControl.of(fields, policy.targetedFields());
    this.directives = control.directives();
  }

  /**
   * Decides about a response as it came from the origin.
   *
   * @param request the request as it was sent to the origin, with {@code authorization} if it had
   *     one
   */
  public static StoreDecision decide(
      Request request, Response response, CachePolicy policy, Timing timing) {
    return decide(request, response.status(), response.fields(), policy, timing);
  }

  /**
   * Decides about a stored response after its fields were updated from a 304 or a HEAD response.
   */
  public static StoreDecision decide(
      Request request, int status, Fields fields, CachePolicy policy, Timing timing) {
    return new Storability(request, status, fields, policy).decide(timing);
  }

  private StoreDecision decide(Timing timing) {
    Reason refusal = refusal();
    if (refusal != null) {
      return new DoNotStore(refusal);
    }
    Lifetime explicit = Lifetime.explicit(fields, control, timing.responseMillis());
    boolean cookies = fields.contains(FieldNames.SET_COOKIE);
    if (cookies && refusesCookies(explicit)) {
      return new DoNotStore(Reason.SET_COOKIE);
    }
    if (request.method().equals("POST") && !isReusablePost(explicit)) {
      return new DoNotStore(Reason.METHOD);
    }
    if (!explicit.source().isExplicit() && !isCacheableByDefault()) {
      return new DoNotStore(Reason.NOT_CACHEABLE);
    }
    Lifetime lifetime = lifetime(explicit, timing.responseMillis());
    if (lifetime.source() == Freshness.Source.POLICY_STATUS && lifetime.millis() == 0) {
      return new DoNotStore(Reason.POLICY);
    }
    Freshness freshness = freshness(lifetime, timing);
    if (lifetime.millis() == 0 && !isUsefulStale()) {
      return new DoNotStore(Reason.NOTHING_TO_REUSE);
    }
    return new Store(freshness, withoutFields(cookies), status == 206);
  }

  /** What forbids storing, whatever the lifetime; null if nothing does. */
  private @Nullable Reason refusal() {
    String method = request.method();
    if (!method.equals("GET") && !method.equals("POST")) {
      return Reason.METHOD;
    }
    if (!Statuses.isStorable(status)) {
      return Reason.STATUS;
    }
    boolean mustUnderstand = directives.has(Directive.MUST_UNDERSTAND);
    if (mustUnderstand && !Statuses.isUnderstood(status)) {
      return Reason.NOT_UNDERSTOOD;
    }
    if (Vary.of(fields).isAny()) {
      return Reason.VARY_STAR;
    }
    if (status == 206 && ContentRange.parse(fields.first(FieldNames.CONTENT_RANGE)) == null) {
      return Reason.PARTIAL;
    }
    if (policy.storeAgainstOrigin()) {
      return null;
    }
    if (directives.has(Directive.NO_STORE) && !mustUnderstand) {
      return Reason.NO_STORE;
    }
    if (directives.has(Directive.PRIVATE)) {
      return Reason.PRIVATE;
    }
    if (policy.requestDirectives() == CachePolicy.RequestDirectives.OBEY
        && CacheControl.ofRequest(request.fields()).has(Directive.NO_STORE)) {
      return Reason.REQUEST_NO_STORE;
    }
    if (request.fields().contains(FieldNames.AUTHORIZATION) && !mayShareAuthenticated()) {
      return Reason.AUTHORIZATION;
    }
    return null;
  }

  private boolean mayShareAuthenticated() {
    return directives.has(Directive.PUBLIC)
        || directives.has(Directive.S_MAXAGE)
        || directives.has(Directive.MUST_REVALIDATE);
  }

  /**
   * An explicit lifetime of nothing, or {@code no-cache}, is no word that others may have the
   * cookies: the response would be validated for another viewer, and then be served with them.
   */
  private boolean refusesCookies(Lifetime explicit) {
    boolean isExplicit = explicit.source().isExplicit();
    return switch (policy.setCookie()) {
      case STORE_IF_EXPLICIT ->
          directives.has(Directive.NO_CACHE)
              || (isExplicit ? explicit.millis() == 0 : !directives.has(Directive.PUBLIC));
      case DO_NOT_STORE -> true;
      case STRIP, STORE -> false;
    };
  }

  /** Whether later GETs may use the response to a POST (RFC 9110 §9.3.3). */
  private boolean isReusablePost(Lifetime explicit) {
    String location = fields.first(FieldNames.CONTENT_LOCATION);
    if (location == null || !explicit.source().isExplicit()) {
      return false;
    }
    UriReference target = UriReference.of(request);
    return target.equals(target.resolve(location));
  }

  /** Whether a response without an explicit lifetime may be stored (§3, the last condition). */
  private boolean isCacheableByDefault() {
    return Statuses.isHeuristicallyCacheable(status)
        || directives.has(Directive.PUBLIC)
        || policy.statusTtlSeconds().containsKey(status);
  }

  private Lifetime lifetime(Lifetime explicit, long responseMillis) {
    Ttl ttl = policy.ttl();
    Long ofStatus = policy.statusTtlSeconds().get(status);
    if (ofStatus != null && !explicit.source().isExplicit()) {
      return Lifetime.seconds(ofStatus, Freshness.Source.POLICY_STATUS);
    }
    Lifetime lifetime = explicit;
    if (ttl.overrideSeconds() != Ttl.UNSET) {
      lifetime = Lifetime.seconds(ttl.overrideSeconds(), Freshness.Source.POLICY_OVERRIDE);
    } else if (!explicit.source().isExplicit()) {
      lifetime =
          ttl.defaultSeconds() == Ttl.UNSET
              ? Lifetime.heuristic(fields, ttl, responseMillis)
              : Lifetime.seconds(ttl.defaultSeconds(), Freshness.Source.POLICY_DEFAULT);
    }
    return lifetime.bounded(ttl, status);
  }

  private Freshness freshness(Lifetime lifetime, Timing timing) {
    long response = timing.responseMillis();
    long apparent = Math.max(0, response - Lifetime.dateMillis(fields, response));
    long stated = AgeField.seconds(fields, policy.malformedAge()) * 1000 + timing.delayMillis();
    return new Freshness(
        response,
        Math.min(Math.max(apparent, stated), DeltaSeconds.MAX * 1000),
        lifetime.millis(),
        window(Directive.STALE_WHILE_REVALIDATE, policy.stale().whileRevalidateSeconds()),
        window(Directive.STALE_IF_ERROR, policy.stale().ifErrorSeconds()),
        lifetime.source(),
        staleness());
  }

  private Freshness.Staleness staleness() {
    if (directives.has(Directive.NO_CACHE) && !policy.storeAgainstOrigin()) {
      return Freshness.Staleness.ALWAYS_VALIDATE;
    }
    return mustRevalidate() ? Freshness.Staleness.MUST_REVALIDATE : Freshness.Staleness.ALLOWED;
  }

  private boolean mustRevalidate() {
    return directives.has(Directive.MUST_REVALIDATE)
        || directives.has(Directive.PROXY_REVALIDATE)
        || directives.has(Directive.S_MAXAGE);
  }

  /**
   * How long it may be served stale: what the origin says, else what the policy says. {@code
   * s-maxage} forbids stale use like {@code proxy-revalidate} (§5.2.2.10), but an origin that gives
   * a window in the same response has allowed it in so many words; next to an explicit {@code
   * must-revalidate} or {@code proxy-revalidate} a window means nothing.
   */
  private long window(Directive directive, long policySeconds) {
    if (directives.has(Directive.NO_CACHE)
        || directives.has(Directive.MUST_REVALIDATE)
        || directives.has(Directive.PROXY_REVALIDATE)) {
      return policy.storeAgainstOrigin() ? bounded(policySeconds) : 0;
    }
    long said = directives.seconds(directive);
    if (said != CacheControl.ABSENT) {
      return bounded(said);
    }
    return directives.has(Directive.S_MAXAGE) ? 0 : bounded(policySeconds);
  }

  private long bounded(long seconds) {
    return Math.clamp(Math.min(seconds, policy.stale().maxSeconds()), 0, DeltaSeconds.MAX) * 1000;
  }

  /**
   * Whether a response that is stale from the start can serve anyone: validated, or as allowed
   * stale.
   */
  private boolean isUsefulStale() {
    return Validators.of(fields).isPresent()
        || directives.seconds(Directive.STALE_WHILE_REVALIDATE) > 0
        || directives.seconds(Directive.STALE_IF_ERROR) > 0;
  }

  private List<String> withoutFields(boolean cookies) {
    List<String> names = new ArrayList<>();
    if (!policy.storeAgainstOrigin()) {
      names.addAll(directives.noCacheFields());
      names.addAll(directives.privateFields());
    }
    if (cookies && policy.setCookie() == CachePolicy.SetCookie.STRIP) {
      names.add(FieldNames.SET_COOKIE);
    }
    return List.copyOf(names);
  }
}

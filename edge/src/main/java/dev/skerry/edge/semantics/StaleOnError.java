package dev.skerry.edge.semantics;

/**
 * Whether a stored response may be served because the origin failed, and why (RFC 9111 §4.2.4,
 * §4.3.3, RFC 5861 §4).
 */
public enum StaleOnError {
  /** It is still fresh: the viewer wanted it validated, and that could not be done. */
  FRESH(true),
  /** Stale, and within the time that the origin ({@code stale-if-error}) or the policy allows. */
  WITHIN_WINDOW(true),
  /** The origin demands validation in every case. */
  FORBIDDEN(false),
  /** It has been stale for too long. */
  TOO_OLD(false),
  /** The origin answered, and its answer is no failure of the origin. */
  NO_FAILURE(false);

  private final boolean serve;

  StaleOnError(boolean serve) {
    this.serve = serve;
  }

  /** Whether the stored response is served in place of the error. */
  public boolean isServed() {
    return serve;
  }

  /** Decides after the origin could not be reached or did not answer as it should. */
  public static StaleOnError afterFailure(Freshness stored, long nowMillis) {
    if (stored.staleness() == Freshness.Staleness.ALWAYS_VALIDATE) {
      return FORBIDDEN;
    }
    long stale = stored.currentAgeMillis(nowMillis) - stored.lifetimeMillis();
    if (stale < 0) {
      return FRESH;
    }
    if (stale < stored.ifErrorMillis()) {
      return WITHIN_WINDOW;
    }
    return stored.staleness() == Freshness.Staleness.MUST_REVALIDATE ? FORBIDDEN : TOO_OLD;
  }

  /**
   * The same where the viewer's directives count: its own {@code stale-if-error} or {@code
   * max-stale} lengthens the time, as far as the origin leaves that open, up to the policy's
   * greatest staleness.
   */
  public static StaleOnError afterFailure(
      CacheControl request, Freshness stored, long nowMillis, CachePolicy policy) {
    StaleOnError decision = afterFailure(stored, nowMillis);
    if (decision != TOO_OLD || policy.requestDirectives() == CachePolicy.RequestDirectives.IGNORE) {
      return decision;
    }
    long allowed =
        Math.max(request.seconds(Directive.STALE_IF_ERROR), request.seconds(Directive.MAX_STALE));
    long seconds = Math.min(allowed, policy.stale().maxSeconds());
    return stored.stalenessMillis(nowMillis) < seconds * 1000 ? WITHIN_WINDOW : TOO_OLD;
  }

  /** Decides after the origin answered with that status. */
  public static StaleOnError afterStatus(int status, Freshness stored, long nowMillis) {
    return Statuses.isOriginFailure(status) ? afterFailure(stored, nowMillis) : NO_FAILURE;
  }
}

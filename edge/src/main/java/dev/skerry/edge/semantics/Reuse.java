package dev.skerry.edge.semantics;

/**
 * What may be done with a stored response that matches a request, and why (RFC 9111 §4).
 *
 * <p>Each constant is a reason; {@link #action} is what follows from it.
 */
public enum Reuse {
  /** It is fresh, and nobody asks for more. */
  FRESH(Action.SERVE),
  /** It is stale, and the viewer takes it so ({@code max-stale}). */
  MAX_STALE(Action.SERVE),
  /** It is stale, and may be served while it is validated ({@code stale-while-revalidate}). */
  STALE_WHILE_REVALIDATE(Action.SERVE_AND_VALIDATE),
  /** It is stale. */
  STALE(Action.VALIDATE),
  /** Its {@code no-cache} demands validation before each use. */
  ALWAYS_VALIDATE(Action.VALIDATE),
  /** The viewer wants it validated ({@code no-cache}, or {@code Pragma}). */
  REQUEST_NO_CACHE(Action.VALIDATE),
  /** It is older than the viewer takes it ({@code max-age}). */
  REQUEST_MAX_AGE(Action.VALIDATE),
  /** It will not stay fresh for as long as the viewer wants ({@code min-fresh}). */
  REQUEST_MIN_FRESH(Action.VALIDATE),
  /**
   * It cannot be used as it is, and the viewer forbids to ask the origin ({@code only-if-cached}).
   */
  ONLY_IF_CACHED(Action.GATEWAY_TIMEOUT);

  private final Action action;

  Reuse(Action action) {
    this.action = action;
  }

  /** What is to be done. */
  public enum Action {
    /** Serve it. */
    SERVE,
    /** Serve it, and validate it in the background. */
    SERVE_AND_VALIDATE,
    /** Forward the request with the stored validators; fetch anew if it has none. */
    VALIDATE,
    /** Answer 504 without asking the origin (§5.2.1.7). */
    GATEWAY_TIMEOUT
  }

  public Action action() {
    return action;
  }

  /** Whether the viewer rather than the response is why it is not served as it is. */
  public boolean isByRequest() {
    return this == REQUEST_NO_CACHE
        || this == REQUEST_MAX_AGE
        || this == REQUEST_MIN_FRESH
        || this == ONLY_IF_CACHED;
  }

  /**
   * Decides.
   *
   * @param request the viewer's directives ({@link CacheControl#ofRequest})
   */
  public static Reuse decide(
      CacheControl request, Freshness stored, long nowMillis, CachePolicy policy) {
    CacheControl viewer =
        policy.requestDirectives() == CachePolicy.RequestDirectives.OBEY
            ? request
            : CacheControl.NONE;
    Reuse reuse = withoutLimit(viewer, stored, nowMillis, policy);
    return reuse.action == Action.VALIDATE && viewer.has(Directive.ONLY_IF_CACHED)
        ? ONLY_IF_CACHED
        : reuse;
  }

  /**
   * Whether nothing stored matches and the viewer forbids to ask the origin: then 504 is the
   * answer.
   */
  public static boolean isGatewayTimeoutOnMiss(CacheControl request, CachePolicy policy) {
    return policy.requestDirectives() == CachePolicy.RequestDirectives.OBEY
        && request.has(Directive.ONLY_IF_CACHED);
  }

  private static Reuse withoutLimit(
      CacheControl viewer, Freshness stored, long nowMillis, CachePolicy policy) {
    if (stored.staleness() == Freshness.Staleness.ALWAYS_VALIDATE) {
      return ALWAYS_VALIDATE;
    }
    long age = stored.currentAgeMillis(nowMillis);
    if (viewer != CacheControl.NONE) {
      Reuse wish = wish(viewer, stored, age);
      if (wish != FRESH) {
        return wish;
      }
    }
    long stale = age - stored.lifetimeMillis();
    if (stale < 0) {
      return FRESH;
    }
    if (stale < stored.whileRevalidateMillis()) {
      return STALE_WHILE_REVALIDATE;
    }
    if (stored.staleness() == Freshness.Staleness.ALLOWED
        && stale < viewer.seconds(Directive.MAX_STALE) * 1000
        && stale < policy.stale().maxSeconds() * 1000) {
      return MAX_STALE;
    }
    return STALE;
  }

  /** What the viewer asks for beyond freshness; FRESH if that is satisfied. */
  private static Reuse wish(CacheControl viewer, Freshness stored, long ageMillis) {
    if (viewer.has(Directive.NO_CACHE)) {
      return REQUEST_NO_CACHE;
    }
    long maxAge = viewer.seconds(Directive.MAX_AGE);
    if (maxAge != CacheControl.ABSENT) {
      boolean unwantedStale =
          ageMillis >= stored.lifetimeMillis() && !viewer.has(Directive.MAX_STALE);
      if (maxAge == 0 || ageMillis > maxAge * 1000 || unwantedStale) {
        return REQUEST_MAX_AGE;
      }
    }
    long minFresh = viewer.seconds(Directive.MIN_FRESH);
    if (minFresh != CacheControl.ABSENT && stored.lifetimeMillis() - ageMillis < minFresh * 1000) {
      return REQUEST_MIN_FRESH;
    }
    return FRESH;
  }
}

package dev.skerry.edge.exchange;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The phases of an exchange, in the order in which they run, and which may follow which.
 *
 * <p>A phase that cannot go on yet parks: the exchange stays in it until an event (a fill's
 * outcome, a verified password, a handler's verdict, the origin's head) moves it on.
 */
enum Phase {
  /** Normalises the target, finds site and rule, guards, redirects, rewrites. */
  VIEWER_REQUEST,
  /** Finds a stored response or a fill under way that answers the request. */
  LOOKUP,
  /** Builds the request that goes to the origin. */
  ORIGIN_REQUEST,
  /** Sends it and waits for the head of the response. */
  FETCH,
  /** Looks at that head: errors, validation, invalidation. */
  ORIGIN_RESPONSE,
  /** Stores the response, or decides not to. */
  STORE,
  /** Builds the response that goes to the viewer and delivers it. */
  VIEWER_RESPONSE,
  /** Logs and counts; nothing follows. */
  LOG;

  /** The legal hand-offs. */
  private static final Map<Phase, Set<Phase>> SUCCESSORS =
      Map.of(
          VIEWER_REQUEST, EnumSet.of(LOOKUP, ORIGIN_REQUEST, VIEWER_RESPONSE, LOG),
          // Back to itself: a follower whom the fill could not serve looks again.
          LOOKUP, EnumSet.of(LOOKUP, ORIGIN_REQUEST, VIEWER_RESPONSE, LOG),
          ORIGIN_REQUEST, EnumSet.of(FETCH, VIEWER_RESPONSE, LOG),
          // To the response at once where there is none of the origin's: an error, or stale in its
          // place.
          FETCH, EnumSet.of(ORIGIN_RESPONSE, VIEWER_RESPONSE, LOG),
          ORIGIN_RESPONSE, EnumSet.of(STORE, VIEWER_RESPONSE, LOG),
          STORE, EnumSet.of(VIEWER_RESPONSE, LOG),
          // Back to itself when its handler has answered; to lookup: the content that was found has
          // been evicted a moment ago.
          VIEWER_RESPONSE, EnumSet.of(VIEWER_RESPONSE, LOOKUP, LOG),
          LOG, EnumSet.noneOf(Phase.class));

  /** Moves on to the next phase. */
  Phase handTo(Phase next) {
    if (!SUCCESSORS.getOrDefault(this, Set.of()).contains(next)) {
      throw new IllegalStateException("phase " + this + " may not hand to " + next);
    }
    return next;
  }
}

package dev.skerry.edge.config;

/**
 * What a rule lets the cache store, for how long, and who waits for whom.
 *
 * @param mode whether the origin's words count
 * @param semantics what the specifications leave to the operator: lifetimes, staleness, cookies
 * @param collapse how long requests wait for one another
 * @param maxObjectBytes content larger than this is passed on without being stored
 * @param cookies whether a request with {@code Cookie} may be answered from the cache
 */
public record CachePolicy(
    Mode mode,
    dev.skerry.edge.semantics.CachePolicy semantics,
    Collapse collapse,
    long maxObjectBytes,
    Cookies cookies) {

  /** Whether the origin's words count. */
  public enum Mode {
    /** RFC 9111 decides; the TTLs adjust. */
    RESPECT,
    /** Store what the method and status allow, whatever {@code Cache-Control} says, for the TTL. */
    FORCE,
    /** Neither look up nor store. */
    BYPASS
  }

  /** Whether a request with cookies may be answered from the cache. */
  public enum Cookies {
    /** As if there were none: only {@code Vary} and the cache key look at them. */
    IGNORE,
    /** Such a request goes to the origin, and its response is not stored. */
    BYPASS
  }

  /**
   * How long requests wait for one another.
   *
   * @param enabled whether equal requests are collapsed into one at all
   * @param leaderMs how long a leader may go without a response head before a follower takes its
   *     place
   * @param followerMs how long a follower waits before it goes to the origin by itself
   */
  public record Collapse(boolean enabled, long leaderMs, long followerMs) {}
}

package dev.skerry.edge.config;

import java.util.List;
import java.util.Map;

/**
 * What a rule lets the cache store, and for how long (RFC 9111 where it says nothing).
 *
 * <p>{@link #UNSET} in a duration means "not configured".
 *
 * @param mode whether the origin's words count
 * @param ttl freshness lifetimes
 * @param stale when a stale response may be served
 * @param collapse how long requests wait for one another
 * @param maxObjectBytes content larger than this is passed on without being stored
 * @param ignoreRequestDirectives whether {@code Cache-Control} and {@code Pragma} of viewers are
 *     ignored
 * @param cookies whether a request with {@code Cookie} may be answered from the cache
 * @param setCookie what to do with a response that sets cookies
 * @param tagFields response fields whose words are tags, in lower case; never forwarded to viewers
 * @param targetedFields targeted cache-control fields in order of precedence (RFC 9213), in lower
 *     case
 */
public record CachePolicy(
    Mode mode,
    Ttl ttl,
    Stale stale,
    Collapse collapse,
    long maxObjectBytes,
    boolean ignoreRequestDirectives,
    Cookies cookies,
    SetCookie setCookie,
    List<String> tagFields,
    List<String> targetedFields) {

  /** A duration that was not configured. */
  public static final long UNSET = -1;

  public CachePolicy {
    tagFields = List.copyOf(tagFields);
    targetedFields = List.copyOf(targetedFields);
  }

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

  /** What to do with a response that sets cookies. */
  public enum SetCookie {
    /** Pass it on, do not store it. */
    PASS,
    /** Store it without the cookies; nobody gets them, not even the first viewer. */
    STRIP,
    /** Store it with the cookies, as RFC 9111 §7.3 would. */
    STORE
  }

  /**
   * Freshness lifetimes.
   *
   * @param overrideMs instead of what the origin says, or {@link #UNSET}
   * @param defaultMs where the origin says nothing, or {@link #UNSET}
   * @param minMs what the origin says is raised to this; 0 for no change
   * @param maxMs what the origin says is lowered to this; {@link Long#MAX_VALUE} for no change
   * @param heuristic whether a lifetime may be guessed from {@code Last-Modified} (RFC 9111 §4.2.2)
   *     where nothing else gives one
   * @param perStatusMs where the origin says nothing, by status; before {@code defaultMs}
   */
  public record Ttl(
      long overrideMs,
      long defaultMs,
      long minMs,
      long maxMs,
      boolean heuristic,
      Map<Integer, Long> perStatusMs) {
    public Ttl {
      perStatusMs = Map.copyOf(perStatusMs);
    }

    /** The lifetime for a status where the origin says nothing, or {@link #UNSET}. */
    public long defaultMs(int status) {
      if (!perStatusMs.isEmpty()) {
        Long own = perStatusMs.get(status);
        if (own != null) {
          return own;
        }
      }
      return status >= 400 ? UNSET : defaultMs;
    }
  }

  /**
   * When a stale response may be served (RFC 9111 §4.2.4, RFC 5861).
   *
   * @param whileRevalidateMs where the response does not say {@code stale-while-revalidate}
   * @param ifErrorMs where the response does not say {@code stale-if-error}
   * @param whileDownMs how long past its freshness a response is served while no origin can be
   *     reached at all; 0 for never
   */
  public record Stale(long whileRevalidateMs, long ifErrorMs, long whileDownMs) {}

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

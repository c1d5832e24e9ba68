package dev.skerry.edge.exchange;

import dev.skerry.edge.observe.CacheVerdict;
import dev.skerry.edge.semantics.CacheStatus;
import dev.skerry.edge.semantics.CacheStatus.Forward;
import org.jspecify.annotations.Nullable;

/**
 * Why the cache did what it did for one exchange: filled in by the phases, shown as {@code
 * Cache-Status} (RFC 9211), in logs and in metrics.
 */
final class CacheTrace {
  private static final long NO_TTL = Long.MIN_VALUE;

  private CacheVerdict verdict = CacheVerdict.EDGE;
  private boolean hit;
  private @Nullable Forward forward;
  private int forwardStatus;
  private boolean stored;
  private boolean collapsed;
  private long ttlSeconds = NO_TTL;
  private @Nullable String detail;

  /** Answered from a stored response, without asking the origin for this exchange. */
  void hit(CacheVerdict how, long ttl) {
    hit = true;
    verdict = how;
    ttlSeconds = ttl;
  }

  /** The origin is asked. */
  void forwarded(Forward why) {
    hit = false;
    forward = why;
    verdict =
        switch (why) {
          case BYPASS, METHOD -> CacheVerdict.BYPASS;
          case URI_MISS, VARY_MISS, MISS, PARTIAL -> CacheVerdict.MISS;
          case REQUEST, STALE -> CacheVerdict.EXPIRED;
        };
  }

  void forwardStatus(int status) {
    forwardStatus = status;
  }

  /** The origin confirmed what was stored. */
  void revalidated() {
    verdict = CacheVerdict.REVALIDATED;
  }

  /** The response is being stored. */
  void stored(long ttl) {
    stored = true;
    ttlSeconds = ttl;
  }

  /** Answered from the fetch of another exchange. */
  void collapsed() {
    collapsed = true;
    verdict = CacheVerdict.COLLAPSED;
  }

  /** A word that says more, a token. */
  void detail(String word) {
    detail = word;
  }

  CacheVerdict verdict() {
    return verdict;
  }

  boolean isHit() {
    return hit;
  }

  @Nullable Forward forward() {
    return forward;
  }

  /**
   * The member of {@code Cache-Status} of the edge of that name; null if the cache had no part in
   * it.
   */
  @Nullable CacheStatus member(String edge) {
    if (!hit && forward == null) {
      return null;
    }
    CacheStatus status = CacheStatus.of(edge);
    if (hit) {
      status.hit();
    } else if (forward != null) {
      status.forwarded(forward);
      if (forwardStatus != 0) {
        status.forwardStatus(forwardStatus);
      }
    }
    if (ttlSeconds != NO_TTL) {
      status.ttl(ttlSeconds);
    }
    if (stored) {
      status.stored();
    }
    if (collapsed) {
      status.collapsed();
    }
    if (detail != null) {
      status.detail(detail);
    }
    return status;
  }
}

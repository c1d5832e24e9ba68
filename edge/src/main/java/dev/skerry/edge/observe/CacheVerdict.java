package dev.skerry.edge.observe;

/**
 * What the cache did for one exchange, in one word: the coarse label by which requests are counted.
 * The exact reason stands in {@code Cache-Status} (RFC 9211).
 */
public enum CacheVerdict {
  /** Answered from a fresh stored response. */
  HIT("hit"),
  /** Answered from a stale stored response that may be served, validated later or not at all. */
  STALE("stale"),
  /** Answered from a stored response that the origin confirmed for this exchange. */
  REVALIDATED("revalidated"),
  /** Answered from the fetch of another exchange, which was under way. */
  COLLAPSED("collapsed"),
  /** Nothing usable was stored; the answer is the origin's. */
  MISS("miss"),
  /** Something stale was stored; the answer is a new one of the origin's. */
  EXPIRED("expired"),
  /** The cache was not asked: by rule, by method, by what the viewer wants. */
  BYPASS("bypass"),
  /** The edge answered by itself: a redirect, a refusal, an error. */
  EDGE("edge");

  private final String label;

  CacheVerdict(String label) {
    this.label = label;
  }

  /** The word in logs and metrics. */
  public String label() {
    return label;
  }
}

package dev.skerry.edge.config;

/**
 * How often a viewer may ask.
 *
 * @param name tells the buckets of one rule from those of another
 * @param perSecond requests per second on average
 * @param burst how many may come at once
 * @param by who shares a bucket
 * @param header the request field whose value names the bucket where {@code by} is HEADER, in lower
 *     case; empty otherwise. A request without it is counted by its address
 */
public record RateLimitPolicy(String name, double perSecond, int burst, By by, String header) {

  /** Who shares a bucket. */
  public enum By {
    /** One viewer address; of IPv6 the first 64 bits. */
    ADDRESS,
    /** Requests with the same value of a field. */
    HEADER,
    /** All requests that the rule matches. */
    SITE
  }
}

package dev.skerry.edge.semantics;

/**
 * How long after its freshness ended a response may still be served, in seconds, where the origin
 * says nothing; what the origin says in {@code stale-while-revalidate} and {@code stale-if-error}
 * (RFC 5861) takes the place of these.
 *
 * @param whileRevalidateSeconds served while it is validated in the background
 * @param ifErrorSeconds served when the origin cannot be reached, does not answer in time, or
 *     answers 500, 502, 503 or 504 (RFC 9111 §4.2.4, §4.3.3)
 * @param maxSeconds no stale response is served longer than this, whatever the origin or a viewer
 *     says
 */
public record StalePolicy(long whileRevalidateSeconds, long ifErrorSeconds, long maxSeconds) {
  /** Nothing while revalidating unless the origin says so; a day while the origin is down. */
  public static final StalePolicy DEFAULT = new StalePolicy(0, 86_400, DeltaSeconds.MAX);

  /** Only what the origin allows. */
  public static final StalePolicy ORIGIN_DECIDES = new StalePolicy(0, 0, DeltaSeconds.MAX);

  /** Nothing stale, ever. */
  public static final StalePolicy NEVER = new StalePolicy(0, 0, 0);
}

package dev.skerry.edge.purge;

/**
 * Whether an edge can have missed a purge: until when what is stored may be served without asking
 * the origin. Of an edge that follows nobody, and of one that is to serve on, that is always.
 *
 * <p>Set by the one thread that follows; read by any, at the cost of one volatile read.
 */
public final class Currency {
  private volatile long untilMillis = Long.MAX_VALUE;

  Currency() {}

  /**
   * Whether a stored response must be validated, and nothing be served that was not.
   *
   * @param nowMillis milliseconds since the epoch, by the edge's clock
   */
  public boolean mustValidate(long nowMillis) {
    return nowMillis >= untilMillis;
  }

  /** What is stored may be served without asking up to that moment. */
  public void servesUntil(long millis) {
    untilMillis = millis;
  }

  /** What is stored may be served without asking, whatever comes. */
  public void servesAlways() {
    untilMillis = Long.MAX_VALUE;
  }

  /** Nothing that is stored may be served without asking. */
  public void servesNothing() {
    untilMillis = Long.MIN_VALUE;
  }
}

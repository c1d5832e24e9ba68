package dev.skerry.edge.sync;

/**
 * By how much the edge's clock is ahead of the control plane's: not known exactly, as what is told
 * is under way for a while, but within bounds.
 *
 * <p>Made of one question and its answer: the control plane's clock was read between the moment
 * when the edge asked and the one when it had the answer.
 *
 * @param leastMillis the edge's clock is ahead by at least this; negative for behind
 * @param mostMillis and by at most this
 */
record ClockDifference(long leastMillis, long mostMillis) {
  /**
   * Measures it.
   *
   * @param askedAt the edge's clock before the control plane can have read its own
   * @param theirs the control plane's clock
   * @param answeredAt the edge's clock thereafter
   */
  static ClockDifference of(long askedAt, long theirs, long answeredAt) {
    // A clock that was set back meanwhile makes no bounds that are the wrong way round.
    return new ClockDifference(
        Math.min(askedAt, answeredAt) - theirs, Math.max(askedAt, answeredAt) - theirs);
  }

  /** The earliest moment by the edge's clock at which the control plane's showed that. */
  long earliest(long theirs) {
    return Math.max(0, theirs + leastMillis);
  }

  /** The latest moment by the edge's clock at which the control plane's showed that. */
  long latest(long theirs) {
    return Math.max(0, theirs + mostMillis);
  }
}

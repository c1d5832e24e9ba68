package dev.skerry.edge.listener;

/**
 * A connection that its event loop looks after: closes when it is too slow or when the edge stops.
 */
interface Supervised {
  /**
   * Looks whether a time limit has passed.
   *
   * @param now the tick of {@link LoopConnections}
   */
  void sweep(int now);

  /** Ends in good order: no further request is taken, those in flight finish. */
  void drain();

  /** Ends at once. */
  void abort();

  /** Where {@link LoopConnections} keeps it. */
  int place();

  void place(int index);
}

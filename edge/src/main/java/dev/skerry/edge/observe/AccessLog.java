package dev.skerry.edge.observe;

/** Where one line per exchange is written, by a thread of its own. */
public interface AccessLog extends AutoCloseable {
  /** The log that is switched off. */
  AccessLog OFF = new NoAccessLog();

  /** Whether records are wanted; false costs the pipeline nothing more. */
  boolean isOn();

  /**
   * Hands a record over, to be written soon. Never waits: where the queue is full the record is
   * dropped and counted. Any thread.
   *
   * @param record not changed any more from now on
   * @return whether it was taken
   */
  boolean log(ExchangeRecord record);

  /** Closes the file and opens one of the same path, after what was logged before; for logrotate. */
  void reopen();

  /** Records that were not written: the queue was full, or writing failed. */
  long dropped();

  /** Writes everything that was taken, then closes. */
  @Override
  void close();
}

package dev.skerry.edge.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access log: a bounded queue before a {@link LogWriter}. */
final class QueuedAccessLog implements AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedAccessLog.class);

  private final RecordQueue queue;
  private final int wakeAt;
  private final LongAdder refused = new LongAdder();
  private final LogWriter writer;
  private final List<String> fields;
  private final Duration closeTimeout;

  /**
   * Opens the log and starts its thread.
   *
   * @param closeTimeout how long {@link #close} waits for what is still to be written
   */
  QueuedAccessLog(
      int capacity, LineFormat format, LogSink sink, List<String> fields, Duration closeTimeout) {
    queue = new RecordQueue(capacity);
    wakeAt = queue.capacity() / 2;
    writer = new LogWriter(queue, format, sink);
    this.fields = List.copyOf(fields);
    this.closeTimeout = closeTimeout;
    writer.start();
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public List<String> fields() {
    return fields;
  }

  @Override
  public boolean log(ExchangeRecord record) {
    int waiting = queue.offer(record);
    if (waiting == 0) {
      refused.increment();
      return false;
    }
    writer.offered(waiting == wakeAt);
    return true;
  }

  @Override
  public void reopen() {
    writer.reopen();
  }

  @Override
  public long dropped() {
    return refused.sum() + writer.lost();
  }

  @Override
  public void close() {
    queue.close();
    if (!writer.finish(closeTimeout)) {
      LOG.warn("the access log cannot be written: {} lines are lost", writer.lost());
    }
  }
}

package dev.skerry.handler.host;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A log whose lines are written by a thread of its own, so that who writes one never waits for a
 * disk or a pipe: up to {@link #MAX_LINES} wait, and further ones are dropped and counted.
 */
public final class QueuedLog implements HandlerLog, AutoCloseable {
  static final int MAX_LINES = 1_024;

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(1);

  private final HandlerLog log;
  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MAX_LINES);
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean closed;

  private record Line(String handler, String requestId, String place, String text) {}

  /** Writes to a log, which may block; the thread begins with the first line. */
  public QueuedLog(HandlerLog log) {
    this.log = log;
    this.writer = Thread.ofPlatform().daemon().name("skerry-handler-log").unstarted(this::write);
  }

  /** Takes a line, or drops it; never waits. */
  @Override
  public void line(String handler, String requestId, String place, String text) {
    if (!lines.offer(new Line(handler, requestId, place, text))) {
      dropped.increment();
    }
    if (!begun.get() && begun.compareAndSet(false, true)) {
      writer.start();
    }
  }

  private void write() {
    Line line = next();
    while (line != null) {
      try {
        log.line(line.handler(), line.requestId(), line.place(), line.text());
      } catch (Throwable e) {
        LastResort.report("a line of a handler could not be written", e);
      }
      line = next();
    }
  }

  /** Waits for a line; null when it is closed and nothing is left. */
  private @Nullable Line next() {
    try {
      return closed ? lines.poll() : lines.take();
    } catch (InterruptedException _) {
      return lines.poll();
    }
  }

  /** Lines that found the queue full. */
  public long dropped() {
    return dropped.sum();
  }

  /** Writes what waits, for a second at most, and ends the thread. */
  @Override
  public void close() {
    closed = true;
    if (begun.compareAndSet(false, true)) {
      return;
    }
    writer.interrupt();
    try {
      boolean _ = writer.join(CLOSES_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

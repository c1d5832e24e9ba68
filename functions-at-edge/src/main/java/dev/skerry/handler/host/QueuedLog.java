package dev.skerry.handler.host;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
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
  private final BlockingQueue<LogLine> lines = new ArrayBlockingQueue<>(MAX_LINES);
  private final LongAdder dropped = new LongAdder();
  private final ThreadFactory threads;

  /** The thread that writes, once it was started. */
  private volatile @Nullable Thread writer;

  private volatile boolean closed;

  /** Writes to a log, which may block; the thread begins with the first line. */
  public QueuedLog(HandlerLog log) {
    this(log, Thread.ofPlatform().daemon().name("skerry-handler-log").factory());
  }

  QueuedLog(HandlerLog log, ThreadFactory threads) {
    this.log = log;
    this.threads = threads;
  }

  /** Takes a line, or drops it; never waits. */
  @Override
  public void line(String handler, String requestId, String place, String text) {
    line(LogLine.of(handler, requestId, place, text));
  }

  @Override
  public void line(LogLine line) {
    if (!lines.offer(line)) {
      dropped.increment();
    }
    if (writer == null && !closed) {
      begin();
    }
  }

  /** Starts the thread; where the system has none, the next line tries again. */
  private synchronized void begin() {
    if (writer != null || closed) {
      return;
    }
    try {
      Thread started = threads.newThread(this::write);
      started.start();
      writer = started;
    } catch (Throwable e) {
      LastResort.report("there is no thread that writes the lines of handlers", e);
    }
  }

  private void write() {
    LogLine line = next();
    while (line != null) {
      try {
        log.line(line);
      } catch (Throwable e) {
        LastResort.report("a line of a handler could not be written", e);
      }
      line = next();
    }
  }

  /** Waits for a line; null when it is closed and nothing is left. */
  private @Nullable LogLine next() {
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
    Thread running;
    synchronized (this) {
      closed = true;
      running = writer;
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      boolean _ = running.join(CLOSES_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.skerry.edge.observe;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that makes lines of records and writes them, in batches.
 *
 * <p>While records come it sleeps a little between batches, so that producers need not wake it.
 * When a batch was empty it says that it is idle, looks once more, and sleeps until it is woken. A
 * producer moves the queue's tail before it looks whether the writer is idle, the writer says that
 * it is idle before it looks at the tail: one of the two sees the other.
 *
 * <p>Sink errors lose the lines of one batch, which are counted; the thread goes on.
 */
final class LogWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long COMPLAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int BATCH_BYTES = 64 * 1024;

  private final RecordQueue queue;
  private final LineFormat format;
  private final LogSink sink;
  private final LineBuffer lines = new LineBuffer(2 * BATCH_BYTES);
  private final Thread thread;
  private final AtomicBoolean idle = new AtomicBoolean();
  private final AtomicBoolean reopening = new AtomicBoolean();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean finishing;
  private volatile boolean abandoned;
  private long linesInBuffer;
  private long lastComplaintNanos = System.nanoTime() - COMPLAIN_NANOS;

  LogWriter(RecordQueue queue, LineFormat format, LogSink sink) {
    this.queue = queue;
    this.format = format;
    this.sink = sink;
    this.thread = Thread.ofPlatform().name("skerry-access-log").daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** A record was put into the queue; {@code urgent}: the queue is filling up. */
  void offered(boolean urgent) {
    if (urgent || (idle.get() && idle.compareAndSet(true, false))) {
      LockSupport.unpark(thread);
    }
  }

  void reopen() {
    reopening.set(true);
    LockSupport.unpark(thread);
  }

  /** Records that got into the queue and will not be written. */
  long lost() {
    return failed.get() + (abandoned ? queue.size() : 0);
  }

  /** Writes what is in the queue, which is closed, and ends; false if that takes too long. */
  boolean finish(Duration timeout) {
    finishing = true;
    LockSupport.unpark(thread);
    boolean done = false;
    try {
      done = thread.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandoned = !done;
    return done;
  }

  @Override
  public void run() {
    boolean last;
    do {
      last = finishing;
      boolean reopen = reopening.getAndSet(false);
      boolean busy = drain();
      if (reopen) {
        reopenSink();
      }
      if (!last) {
        rest(busy);
      }
    } while (!last);
    try {
      sink.close();
    } catch (IOException e) {
      complain("cannot close the access log", e);
    }
  }

  private void rest(boolean busy) {
    if (busy) {
      LockSupport.parkNanos(this, BATCH_NANOS);
      return;
    }
    idle.set(true);
    if (queue.size() == 0 && !finishing && !reopening.get()) {
      LockSupport.park(this);
    }
    idle.set(false);
  }

  private boolean drain() {
    boolean any = false;
    for (ExchangeRecord record = next(); record != null; record = next()) {
      any = true;
      append(record);
      if (lines.size() >= BATCH_BYTES) {
        flush();
      }
    }
    flush();
    return any;
  }

  private @Nullable ExchangeRecord next() {
    return abandoned ? null : queue.poll();
  }

  private void append(ExchangeRecord record) {
    int before = lines.size();
    try {
      format.append(record, lines);
      linesInBuffer++;
    } catch (RuntimeException e) {
      lines.truncate(before);
      failed.incrementAndGet();
      complain("cannot make a log line", e);
    }
  }

  private void flush() {
    if (linesInBuffer == 0) {
      return;
    }
    try {
      sink.write(lines.content());
    } catch (IOException | RuntimeException e) {
      failed.addAndGet(linesInBuffer);
      complain("cannot write the access log", e);
    }
    lines.truncate(0);
    linesInBuffer = 0;
  }

  private void reopenSink() {
    try {
      sink.reopen();
    } catch (IOException | RuntimeException e) {
      complain("cannot reopen the access log, writing on as before", e);
    }
  }

  private void complain(String what, Exception why) {
    long now = System.nanoTime();
    if (now - lastComplaintNanos >= COMPLAIN_NANOS) {
      lastComplaintNanos = now;
      LOG.warn("{}", what, why);
    }
  }
}

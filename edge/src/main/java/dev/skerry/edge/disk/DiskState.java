package dev.skerry.edge.disk;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes writes, and if not, why and from when on it is tried again: after a second
 * at first, then after twice as long each time, up to a minute.
 *
 * <p>Changed by the writer's thread, read by any.
 */
final class DiskState {
  private static final Logger log = LoggerFactory.getLogger(DiskState.class);

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

  /** So long a full disk is told of after the last time. */
  private static final long FULL_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** What it says while it takes writes, but has no room for all that it may take. */
  static final String FULL =
      "the file system is full: the oldest is given up, though cache.disk.size is not reached";

  private volatile @Nullable String trouble;

  /** When the disk was full last; meaningful once it was. */
  private volatile long fullAt;

  private volatile boolean wasFull;
  private long pause = FIRST_PAUSE;
  private long retryAt;
  private long onSince;

  /** What is wrong, or null if nothing is. */
  @Nullable String trouble(long nanoTime) {
    String now = trouble;
    return now == null && wasFull && nanoTime - fullAt < FULL_NANOS ? FULL : now;
  }

  /**
   * The disk was full, and takes writes again as something was given up.
   *
   * @return whether it is the first time in a while
   */
  boolean full(long nanoTime) {
    boolean isNew = !wasFull || nanoTime - fullAt >= FULL_NANOS;
    fullAt = nanoTime;
    wasFull = true;
    return isNew;
  }

  boolean isOn() {
    return trouble == null;
  }

  /** Something went wrong. */
  void off(Exception cause, long nanoTime) {
    if (nanoTime - onSince > LONGEST_PAUSE) {
      pause = FIRST_PAUSE;
    }
    retryAt = nanoTime + pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    if (trouble == null) {
      log.warn("the disk cache takes no writes for now; the edge serves on without them", cause);
    }
    String message = cause.getMessage();
    trouble = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** Whether it is time to try again. */
  boolean isRetryDue(long nanoTime) {
    return nanoTime - retryAt >= 0;
  }

  /** It works again. */
  void on(long nanoTime) {
    onSince = nanoTime;
    trouble = null;
    log.info("the disk cache takes writes again");
  }
}

package dev.skerry.edge.disk;

import dev.skerry.edge.cache.DiskBody;
import dev.skerry.edge.flow.ProxyError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings windows of bodies into the page cache, on a few threads with a bounded queue. Who waits is
 * told within a deadline, however long the disk takes.
 */
final class Windows implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Windows.class);

  /** Windows that may wait: each of a response that is being sent. */
  private static final int MAX_WAITING = 8192;

  /** Something that has windows on a disk, and may be gone before one is brought in. */
  interface Source {
    /** Keeps the file for a while that ends with {@link #letGo}; false if it is closed. */
    boolean hold();

    void letGo();

    /**
     * Brings the window with that byte in, unless it is there, and verifies it.
     *
     * @return one past its last byte; -1 if it is not as it was written
     * @throws IOException if it cannot be read
     */
    long bringNow(long at) throws IOException;

    /** Says that it cannot be read, or is not what was written: nobody is to find it any more. */
    void isDamaged();

    /** Whether its file was given up, so that it may be shorter than it was. */
    boolean isDropped();
  }

  private final DiskCounters counters;
  private final long deadlineMillis;
  private final ThreadPoolExecutor threads;
  private volatile boolean closing;

  /**
   * Starts no thread yet.
   *
   * @param deadline how long one who waits is left waiting
   */
  Windows(DiskCounters counters, int threadCount, Duration deadline) {
    this.counters = counters;
    this.deadlineMillis = deadline.toMillis();
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("skerry-disk-window-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** Brings the window with that byte in. */
  void bring(Source body, long at, DiskBody.Waiter waiter) {
    CompletableFuture<Long> brought = new CompletableFuture<>();
    var _ =
        brought
            .orTimeout(deadlineMillis, TimeUnit.MILLISECONDS)
            .whenComplete((until, why) -> tell(waiter, until, why));
    if (!body.hold()) {
      brought.completeExceptionally(new IOException("the segment is closed"));
      return;
    }
    try {
      threads.execute(() -> run(body, at, brought));
    } catch (RejectedExecutionException full) {
      body.letGo();
      counters.busy.increment();
      brought.completeExceptionally(full);
    }
  }

  private void run(Source body, long at, CompletableFuture<Long> brought) {
    try {
      if (closing || brought.isDone()) {
        brought.cancel(false);
        return;
      }
      long until = body.bringNow(at);
      if (until < 0) {
        body.isDamaged();
        brought.completeExceptionally(new IOException("it is not what was written"));
      } else {
        brought.complete(until);
      }
    } catch (IOException e) {
      // Where its segment was given up for room, that is no fault of the disk's.
      if (!body.isDropped()) {
        counters.errors.increment();
        body.isDamaged();
      }
      brought.completeExceptionally(e);
    } catch (RuntimeException e) {
      log.error("a window cannot be brought in", e);
      brought.completeExceptionally(e);
    } finally {
      body.letGo();
    }
  }

  private void tell(DiskBody.Waiter waiter, @Nullable Long until, @Nullable Throwable why) {
    try {
      if (until != null) {
        waiter.brought(until, null);
      } else {
        if (why instanceof TimeoutException) {
          counters.late.increment();
        }
        waiter.brought(-1, error(why));
      }
    } catch (RejectedExecutionException loopIsShutDown) {
      log.debug("nobody waits for a window any more", loopIsShutDown);
    }
  }

  private static ProxyError error(@Nullable Throwable why) {
    String text =
        why instanceof TimeoutException || why instanceof RejectedExecutionException
            ? "the disk is too slow"
            : "the content on the disk cannot be read";
    return ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, text);
  }

  /** Lets who waits go without a window. */
  @Override
  public void close() {
    closing = true;
    threads.shutdown();
    try {
      var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

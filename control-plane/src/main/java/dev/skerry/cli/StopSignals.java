package dev.skerry.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the first SIGTERM or SIGINT; a second one ends the process at once. */
final class StopSignals {
  private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private @Nullable Thread waiting;

  /** Something that waits for others. */
  @FunctionalInterface
  interface Waiting<T> {
    T call() throws IOException, InterruptedException;
  }

  /** Takes over both signals. */
  StopSignals() {
    Signals.on("TERM", () -> stop("SIGTERM", 143));
    Signals.on("INT", () -> stop("SIGINT", 130));
  }

  private void stop(String name, int exitCode) {
    if (isAsked()) {
      log.warn("{} again: stopping at once", name);
      Runtime.getRuntime().halt(exitCode);
    }
    log.info("{}: draining; send it again to stop at once", name);
    asked.countDown();
    synchronized (this) {
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  /**
   * Does something before there is anything to drain; a signal interrupts it.
   *
   * @return null when it was interrupted by a signal
   */
  <T> @Nullable T whileNotAsked(Waiting<T> work) throws IOException, InterruptedException {
    setWaiting(Thread.currentThread());
    try {
      return isAsked() ? null : work.call();
    } catch (InterruptedException e) {
      if (isAsked()) {
        return null;
      }
      throw e;
    } finally {
      setWaiting(null);
      if (isAsked()) {
        boolean _ = Thread.interrupted(); // the signal's, which came when the work was done
      }
    }
  }

  private synchronized void setWaiting(@Nullable Thread thread) {
    waiting = thread;
  }

  private boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Returns after the first signal. */
  void await() throws InterruptedException {
    asked.await();
  }
}

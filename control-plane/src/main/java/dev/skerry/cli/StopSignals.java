package dev.skerry.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the first SIGTERM or SIGINT; a second one ends the process at once. */
final class StopSignals {
  private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

  private final CountDownLatch asked = new CountDownLatch(1);

  /** Takes over both signals. */
  StopSignals() {
    Signals.on("TERM", () -> stop("SIGTERM", 143));
    Signals.on("INT", () -> stop("SIGINT", 130));
  }

  private void stop(String name, int exitCode) {
    if (asked.getCount() == 0) {
      log.warn("{} again: stopping at once", name);
      Runtime.getRuntime().halt(exitCode);
    }
    log.info("{}: draining; send it again to stop at once", name);
    asked.countDown();
  }

  /** Returns after the first signal. */
  void await() throws InterruptedException {
    asked.await();
  }
}

package dev.skerry.handler.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where failures go that must not end the thread on which they happen. */
final class LastResort {
  private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

  private LastResort() {}

  /** Says what failed; never throws, not even where there is no memory to say it. */
  static void report(String what, Throwable failure) {
    try {
      LOG.error("{}", what, failure);
    } catch (Throwable _) {
      // The thread is worth more than the line.
    }
  }
}

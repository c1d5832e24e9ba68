package dev.skerry.edge.purge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that more was purged than was asked for, at most once a minute. Under the table's
 * lock.
 */
final class FoldedNotice {
  private static final Logger log = LoggerFactory.getLogger(FoldedNotice.class);
  private static final long AGAIN_MILLIS = 60_000;

  private long told;
  private long toldAtMillis = Long.MIN_VALUE / 2;

  /** Says how many there are more than when it was said last, if that is long enough ago. */
  void tell(long folded, long nowMillis) {
    if (folded > told && nowMillis - toldAtMillis >= AGAIN_MILLIS) {
      log.warn(
          "purges did not fit into memory beside the others: {} of them became purges of their"
              + " whole site or, where they were for all sites, of everything",
          folded - told);
      told = folded;
      toldAtMillis = nowMillis;
    }
  }
}

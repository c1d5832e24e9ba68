package dev.skerry.control.admin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many refused calls are written one by one: a few at once, and then as many as the time
 * allows; the others are counted. So nobody fills the disk, or pushes what matters out of the log,
 * by calls that are refused. Used by one thread at a time.
 */
final class RefusalPace {
  private static final int AT_ONCE = 20;
  private static final Duration EACH = Duration.ofSeconds(10);

  private int allowed = AT_ONCE;
  private @Nullable Instant refilledAt;
  private long passedOver;
  private @Nullable Instant since;

  /** What was passed over: how many, and since when. */
  record PassedOver(long calls, Instant since) {}

  /** Whether one that comes now is written; else it is counted. */
  boolean isWritten(Instant now) {
    refill(now);
    if (allowed > 0) {
      allowed--;
      return true;
    }
    passedOver++;
    since = since == null ? now : since;
    return false;
  }

  private void refill(Instant now) {
    Instant last = refilledAt;
    if (last == null || now.isBefore(last)) {
      refilledAt = now;
      return;
    }
    long more = Duration.between(last, now).dividedBy(EACH);
    if (more > 0) {
      allowed = (int) Math.min(AT_ONCE, allowed + more);
      refilledAt = last.plus(EACH.multipliedBy(more));
    }
  }

  /** What was passed over since this was asked last; null for nothing. */
  @Nullable PassedOver take() {
    Instant from = since;
    if (from == null) {
      return null;
    }
    PassedOver taken = new PassedOver(passedOver, from);
    passedOver = 0;
    since = null;
    return taken;
  }
}

package dev.skerry.control.schedules;

import dev.skerry.edge.config.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One schedule of the configuration that edges are to have, with what is known of it here. Used by
 * one thread at a time; what is counted may be read by any.
 */
final class Schedule {
  final ScheduleName name;
  final CronExpression cron;
  final LongAdder done = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder lost = new LongAdder();
  final LongAdder missed = new LongAdder();
  final LongAdder overlapped = new LongAdder();
  volatile long lastBegunMillis;

  /** The wall time of its handler. */
  Duration wallTime;

  /** As it was seen last; others may have changed it since. */
  Standing known;

  /** When its next occurrence is due of which nothing is decided. */
  private Instant next;

  /** Edges that were offered the run that waits, and have not begun it. */
  final Set<String> tried = new HashSet<>();

  /** The edge whose answer is waited for; null for none. */
  @Nullable String offered;

  /** How long it is waited for. */
  Instant offeredUntil = Instant.EPOCH;

  Schedule(ScheduleName name, CronExpression cron, Duration wallTime, Standing known) {
    this.name = name;
    this.cron = cron;
    this.wallTime = wallTime;
    this.known = known;
    this.next = cron.next(known.upTo());
  }

  /** Whether time may have made something else of it than is known. */
  boolean isDue(Instant now) {
    Run last = known.last();
    return !now.isBefore(next) || (last != null && last.isDue(now));
  }

  /** Takes over how it stands; what was tried counts for one run alone. */
  void stands(Standing now) {
    Run before = known.last();
    Run last = now.last();
    if (last == null || before == null || !last.at().equals(before.at())) {
      tried.clear();
      offered = null;
    }
    if (!now.upTo().equals(known.upTo())) {
      next = cron.next(now.upTo());
    }
    known = now;
    if (last != null && last.is(Run.Stage.BEGUN)) {
      lastBegunMillis = last.since().toEpochMilli();
    }
  }

  /** Counts what time has made of it. */
  void count(Standing.Change change) {
    missed.add(change.missed());
    overlapped.add(change.overlapped());
    lost.add(change.lost() ? 1 : 0);
  }
}

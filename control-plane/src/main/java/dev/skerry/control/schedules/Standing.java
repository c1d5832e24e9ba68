package dev.skerry.control.schedules;

import dev.skerry.control.schedules.Run.Stage;
import dev.skerry.edge.config.CronExpression;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule stands.
 *
 * @param upTo up to this minute it is decided what becomes of its occurrences
 * @param last the newest that was not skipped; null for none
 */
record Standing(Instant upTo, @Nullable Run last) {
  /** Occurrences are counted that were missed for so long, at most. */
  private static final Duration COUNTED = Duration.ofDays(1);

  /** A schedule that is seen for the first time: what was before is none of its. */
  static Standing first(Instant now) {
    return new Standing(now, null);
  }

  /**
   * What time makes of it.
   *
   * @param missed occurrences that will never be run, as nobody could in time
   * @param overlapped occurrences that are skipped, as the run before them goes on
   * @param lost whether a run is given up of which nothing was heard
   */
  record Change(Standing standing, int missed, int overlapped, boolean lost) {}

  /** How it stands at a moment. */
  Change at(CronExpression cron, Instant now) {
    Run known = last;
    int missed = 0;
    boolean lost = known != null && known.is(Stage.BEGUN) && known.isDue(now);
    if (known != null && lost) {
      known = known.ended(Stage.LOST, now, "the edge has not said what came of it");
    } else if (known != null && known.isDue(now)) {
      known = known.ended(Stage.MISSED, now, "no edge could begin it");
      missed++;
    }
    Instant newest = null;
    for (Instant at = cron.next(counted(now)); !at.isAfter(now); at = cron.next(at)) {
      missed += newest == null ? 0 : 1;
      newest = at;
    }
    if (newest == null) {
      return new Change(new Standing(upTo, known), missed, 0, lost);
    }
    if (known != null && known.is(Stage.BEGUN)) {
      return new Change(new Standing(newest, known), missed, 1, lost);
    }
    missed += known != null && known.is(Stage.WAITING) ? 1 : 0;
    Run next = Run.waiting(newest, now);
    if (Run.isLate(newest, now)) {
      next = next.ended(Stage.MISSED, now, "it was noticed too late");
      missed++;
    }
    return new Change(new Standing(newest, next), missed, 0, lost);
  }

  /** From where occurrences are looked for. */
  private Instant counted(Instant now) {
    Instant earliest = now.minus(COUNTED);
    return upTo.isBefore(earliest) ? earliest : upTo;
  }

  /** The same with another run in place of its last one. */
  Standing with(Run run) {
    return new Standing(upTo, run);
  }

  /** The run of an occurrence, if it has come so far; else null. */
  @Nullable Run run(Instant at, Stage stage) {
    Run known = last;
    return known != null && known.at().equals(at) && known.is(stage) ? known : null;
  }
}

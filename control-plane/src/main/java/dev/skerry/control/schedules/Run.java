package dev.skerry.control.schedules;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What has become of one occurrence of a schedule.
 *
 * @param at the minute that is meant
 * @param edge which has it; empty before one has
 * @param since when it came to this stage
 * @param until when at the latest it is over, where it has begun
 * @param note why it failed, for people; empty where it did not
 */
record Run(Instant at, Stage stage, String edge, Instant since, Instant until, String note) {
  /** Beyond its wall time, for what is said to arrive. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A run that no edge could begin for so long is not made any more. */
  private static final Duration LATE = Duration.ofHours(1);

  /** How far a run has come. */
  enum Stage {
    /** It is due, and no edge has begun it. */
    WAITING,
    /** An edge has it: no other will. */
    BEGUN,
    /** It has done what it was to do. */
    DONE,
    /** It has come to its end otherwise. */
    FAILED,
    /** The edge has not said in time what came of it. */
    LOST,
    /** No edge could begin it in time. */
    MISSED;

    /** Its name in the admin API. */
    String token() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Run waiting(Instant at, Instant now) {
    return new Run(at, Stage.WAITING, "", now, Instant.EPOCH, "");
  }

  Run begun(String by, Instant now, Duration wallTime) {
    return new Run(at, Stage.BEGUN, by, now, now.plus(wallTime).plus(GRACE), "");
  }

  Run ended(Stage how, Instant now, String why) {
    return new Run(at, how, edge, now, until, why);
  }

  /** Whether it has waited, or gone on, for too long. */
  boolean isDue(Instant now) {
    return switch (stage) {
      case WAITING -> isLate(at, now);
      case BEGUN -> !now.isBefore(until);
      case DONE, FAILED, LOST, MISSED -> false;
    };
  }

  /** Whether an occurrence is too long ago to be run. */
  static boolean isLate(Instant at, Instant now) {
    return at.plus(LATE).isBefore(now);
  }

  boolean is(Stage asked) {
    return stage == asked;
  }
}

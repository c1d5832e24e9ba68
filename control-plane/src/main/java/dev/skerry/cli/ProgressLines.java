package dev.skerry.cli;

import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how far a command is, a line a second at most. One thread. */
final class ProgressLines {
  private static final long BETWEEN_NANOS = 1_000_000_000;

  private final PrintWriter err;
  private final LongSupplier ticker;
  private long next;

  /**
   * Tells it there.
   *
   * @param ticker nanoseconds, as {@link System#nanoTime}
   */
  ProgressLines(PrintWriter err, LongSupplier ticker) {
    this.err = err;
    this.ticker = ticker;
    this.next = ticker.getAsLong() + BETWEEN_NANOS;
  }

  /** For something that is being done, as "read". */
  Progress of(String done) {
    return report -> {
      long now = ticker.getAsLong();
      if (now - next >= 0) {
        next = now + BETWEEN_NANOS;
        err.println("skerry: " + done + " " + text(report) + " …");
        err.flush();
      }
    };
  }

  /** How much that is. */
  static String text(Report report) {
    return String.format(
        Locale.ROOT, "%,d rows, %.1f MB", report.rows(), report.bytes() / 1_000_000.0);
  }
}

package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call of a handler.
 *
 * @param event what it was called with
 * @param log the lines that it wrote, in order
 * @param wallNanos from the moment when it was asked for to its verdict
 * @param usage what the call itself took; null where it was stopped, or never ran
 */
public record Outcome(
    HandlerEvent event, Verdict verdict, List<Line> log, long wallNanos, @Nullable Usage usage) {
  /** Copies the list. */
  public Outcome {
    log = List.copyOf(log);
  }

  /**
   * A line that a handler wrote, without control characters.
   *
   * @param place where in the source, {@code file:line}; empty if that is not known
   */
  public record Line(String place, String text) {
    /** The line with its place. */
    @Override
    public String toString() {
      return place.isEmpty() ? text : place + ": " + text;
    }
  }

  /** What one call took of the processor, and what it allocated. */
  public record Usage(long cpuNanos, long allocatedBytes) {}
}

package dev.skerry.handler.testing;

import java.util.List;

/**
 * What came of a handler on the events of a file.
 *
 * @param results of each event, in the order of the file
 */
public record EventRun(List<Result> results) {
  /**
   * One event's.
   *
   * @param name the event's
   * @param differences what is otherwise than expected, in words; empty if nothing is
   */
  public record Result(String name, Outcome outcome, List<String> differences) {
    /** Whether all is as expected. */
    public boolean isAsExpected() {
      return differences.isEmpty();
    }
  }

  /** Calls a handler with one event after another. */
  public static EventRun of(HandlerUnderTest handler, EventFile file) {
    return new EventRun(file.cases().stream().map(each -> each.run(handler)).toList());
  }

  /** Whether all is as expected. */
  public boolean isAsExpected() {
    return results.stream().allMatch(Result::isAsExpected);
  }

  /** What is otherwise, a line for each difference; empty if nothing is. */
  public String report() {
    StringBuilder report = new StringBuilder();
    for (Result result : results) {
      for (String difference : result.differences) {
        report.append(result.name).append(": ").append(difference).append('\n');
      }
    }
    return report.toString();
  }
}

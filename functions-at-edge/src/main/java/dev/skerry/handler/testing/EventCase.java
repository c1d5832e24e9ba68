package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import java.util.ArrayList;
import java.util.List;

/** One event of a file, and what is expected of the handler that gets it. */
public final class EventCase {
  private final String name;
  private final HandlerEvent event;
  private final Expectation expected;
  private final List<String> log;

  EventCase(String name, HandlerEvent event, Expectation expected, List<String> log) {
    this.name = name;
    this.event = event;
    this.expected = expected;
    this.log = log;
  }

  /** What the author calls it, or its file's name and its place. */
  public String name() {
    return name;
  }

  /** What the handler is given. */
  public HandlerEvent event() {
    return event;
  }

  /** Calls a handler and compares. */
  EventRun.Result run(HandlerUnderTest handler) {
    Outcome outcome = handler.call(event);
    List<String> differences = new ArrayList<>(expected.differences(outcome));
    for (String line : log) {
      if (!outcome.log().contains(line)) {
        differences.add("expected the line \"" + line + "\" in the log, got " + outcome.log());
      }
    }
    return new EventRun.Result(name, outcome, List.copyOf(differences));
  }
}

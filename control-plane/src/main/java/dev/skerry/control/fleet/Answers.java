package dev.skerry.control.fleet;

import java.time.Duration;
import java.util.List;

/**
 * Which edges did what was waited for, and which did not.
 *
 * @param done in the order in which they did
 * @param missing in the order of their names
 */
public record Answers(List<Done> done, List<Missing> missing) {
  /** Keeps copies. */
  public Answers {
    done = List.copyOf(done);
    missing = List.copyOf(missing);
  }

  /**
   * An edge that did.
   *
   * @param state how it was then
   * @param after from the beginning of the wait
   */
  public record Done(EdgeState state, Duration after) {}

  /**
   * An edge that did not.
   *
   * @param state how it was at the end of the wait
   * @param reason for people: not connected, went away, or has not answered in time
   */
  public record Missing(EdgeState state, Reason reason) {}

  /** Why an edge has not done what was waited for. */
  public enum Reason {
    /** It was not connected; when it comes back it is told what it missed before anything else. */
    NOT_CONNECTED("is not connected"),
    /** It was connected at the beginning of the wait, and is not any more. */
    WENT_AWAY("went away meanwhile"),
    /** It is connected, and has not answered in time. */
    NO_ANSWER("has not answered in time");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people, behind the name of an edge. */
    public String text() {
      return text;
    }
  }

  /** Whether there is no edge that did not. */
  public boolean complete() {
    return missing.isEmpty();
  }
}

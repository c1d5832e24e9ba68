package dev.skerry.control.fleet;

import dev.skerry.edge.sync.EdgeVitals;
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
   * @param reason why not, then
   */
  public record Missing(EdgeState state, Reason reason) {}

  /** Why an edge has not done what was waited for. */
  public enum Reason {
    /** It was not connected; when it comes back it is told what it missed before anything else. */
    NOT_CONNECTED("is not connected"),
    /** It was connected at the beginning of the wait, and is not any more. */
    WENT_AWAY("went away meanwhile"),
    /** It is stopping. */
    DRAINING("is stopping"),
    /** It is connected to another control plane, and was not asked. */
    ELSEWHERE("follows another control plane"),
    /** It is connected, and has not answered yet. */
    NO_ANSWER("has not said so yet");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For people, behind the name of an edge. */
    public String text() {
      return text;
    }

    /**
     * Of an edge that was waited for.
     *
     * @param left whether it went away meanwhile
     */
    public static Reason of(EdgeState state, boolean left) {
      EdgeVitals vitals = state.vitals();
      if (vitals != null && vitals.state().equals("draining")) {
        return DRAINING;
      }
      return state.connected() ? NO_ANSWER : left ? WENT_AWAY : NOT_CONNECTED;
    }
  }

  /** Whether there is no edge that did not. */
  public boolean complete() {
    return missing.isEmpty();
  }
}

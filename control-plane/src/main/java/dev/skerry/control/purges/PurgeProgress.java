package dev.skerry.control.purges;

import dev.skerry.control.fleet.Answers;
import java.util.List;

/**
 * How far a purge is.
 *
 * @param logged the purge
 * @param applied the edges that have applied it, durably, in the order of their names
 * @param missing the edges that have not
 * @param tookMicros from the order's arrival to this
 */
public record PurgeProgress(
    LoggedPurge logged, List<Applied> applied, List<Missing> missing, long tookMicros) {
  /** Keeps copies. */
  public PurgeProgress {
    applied = List.copyOf(applied);
    missing = List.copyOf(missing);
  }

  /**
   * An edge that has.
   *
   * @param micros from the order's arrival to the edge's word; -1 where that is not known any more
   */
  public record Applied(String edge, long micros) {}

  /** An edge that has not. */
  public record Missing(String edge, Why why) {}

  /** Why an edge has not applied a purge yet. */
  public enum Why {
    /** It is not connected; it is told the purge before it is current again. */
    LOST("is not connected"),
    /** It was connected when the purge was ordered, and went away before it said so. */
    WENT_AWAY("went away meanwhile"),
    /** It is stopping. */
    DRAINING("is stopping"),
    /** It is connected to another control plane, and was not asked. */
    ELSEWHERE("follows another control plane"),
    /** It is connected and has not said so yet. */
    SLOW("has not said so yet");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /** For people, behind the name of an edge. */
    public String text() {
      return text;
    }

    static Why of(Answers.Missing missing) {
      var vitals = missing.state().vitals();
      boolean draining = vitals != null && vitals.state().equals("draining");
      return switch (missing.reason()) {
        case NOT_CONNECTED -> draining ? DRAINING : LOST;
        case WENT_AWAY -> draining ? DRAINING : WENT_AWAY;
        case NO_ANSWER -> draining ? DRAINING : SLOW;
      };
    }
  }
}

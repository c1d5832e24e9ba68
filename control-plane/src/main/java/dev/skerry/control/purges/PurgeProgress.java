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

  /**
   * An edge that has not.
   *
   * @param reason why not; whatever it is, the edge is told the purge before it is current again
   */
  public record Missing(String edge, Answers.Reason reason) {}
}

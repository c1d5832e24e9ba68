package dev.skerry.control.fleet;

import dev.skerry.edge.sync.Report;

/** Hears what edges report, beside the {@link Fleet}. */
@FunctionalInterface
public interface ReportListener {
  /**
   * An edge that is connected has reported. Reports of one edge come one after the other, in their
   * order, on a thread that may block; the state of the fleet has them already.
   */
  void reported(String edge, Report report);
}

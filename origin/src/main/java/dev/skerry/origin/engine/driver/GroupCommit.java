package dev.skerry.origin.engine.driver;

import java.util.List;

/** A driver's way to commit what waits, together. One thread. */
@FunctionalInterface
public interface GroupCommit {
  /**
   * Decides all of these that nobody has taken back. What it throws is an error of its own: then it
   * is not known what became of those that it took and has not decided.
   */
  void commit(List<Pending> waiting);
}

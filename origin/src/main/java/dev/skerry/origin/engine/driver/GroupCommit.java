package dev.skerry.origin.engine.driver;

import java.util.List;

/** A driver's way to commit what waits, together. One thread. */
@FunctionalInterface
public interface GroupCommit {
  /** Decides all of these that nobody has taken back; throws nothing. */
  void commit(List<Pending> waiting);
}

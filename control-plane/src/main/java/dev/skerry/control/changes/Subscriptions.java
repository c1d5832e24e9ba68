package dev.skerry.control.changes;

import dev.skerry.origin.engine.Reads;
import java.util.List;

/** Which sites ask to be purged by what changes. */
@FunctionalInterface
public interface Subscriptions {
  /**
   * Those of the versions that edges are to have, as of what is read: a transaction that has asked
   * conflicts with one that changes the answer.
   */
  List<Subscription> in(Reads reads);
}

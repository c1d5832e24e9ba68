package dev.skerry.control.purges;

import dev.skerry.origin.engine.Transaction;
import java.util.List;

/** Finds out in a transaction what is to be purged. */
@FunctionalInterface
public interface Drafting {
  /**
   * The purges, in order; none where there is nothing to purge.
   *
   * @param transaction in which they are appended, with all that is written here
   */
  List<PurgeDraft> in(Transaction transaction);
}

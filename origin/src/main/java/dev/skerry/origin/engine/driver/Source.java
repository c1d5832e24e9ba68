package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Stamp;

/** Where a transaction reads what it did not write itself: all rows as of one moment. */
public interface Source extends Reads, AutoCloseable {
  /** A commit that it is sure to have, and all before it; none that it has comes after. */
  Stamp stamp();

  /** Gives back what it holds. Called once. */
  @Override
  void close();
}

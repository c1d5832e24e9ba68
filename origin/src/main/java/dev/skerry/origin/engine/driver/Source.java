package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.Reads;

/** Where a transaction reads what it did not write itself: all rows as of its beginning. */
public interface Source extends Reads, AutoCloseable {
  /** Gives back what it holds. Called once. */
  @Override
  void close();
}

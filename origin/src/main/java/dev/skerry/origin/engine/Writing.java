package dev.skerry.origin.engine;

/**
 * What is done in a transaction that returns nothing; otherwise as {@link Work}.
 *
 * @param <X> what it throws; the attempt is then given up, and nothing written
 */
@FunctionalInterface
public interface Writing<X extends Exception> {
  /** Reads and writes in one attempt, and leaves the commit to the engine. */
  void in(Transaction transaction) throws X;
}

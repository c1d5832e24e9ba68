package dev.skerry.origin.engine;

/**
 * What is done in a transaction. It may be called several times, each time with a new attempt, and
 * so does nothing but read and write in it.
 *
 * @param <T> what it returns
 * @param <X> what it throws; the attempt is then given up, and nothing written
 */
@FunctionalInterface
public interface Work<T, X extends Exception> {
  /** Reads and writes in one attempt, and leaves the commit to the engine. */
  T in(Transaction transaction) throws X;
}

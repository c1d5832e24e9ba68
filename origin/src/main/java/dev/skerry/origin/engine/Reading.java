package dev.skerry.origin.engine;

/**
 * What is read of one snapshot. It changes nothing but what it returns, for it may be done twice.
 *
 * @param <T> what it returns
 * @param <X> what it throws
 */
@FunctionalInterface
public interface Reading<T, X extends Exception> {
  /** Reads of a snapshot, which ends when this returns. */
  T of(Snapshot snapshot) throws X;
}

package dev.skerry.origin.engine;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to read and write as if nobody else did.
 *
 * <p>Reads see the rows as of one moment, from the beginning to the first read, and what the
 * transaction itself wrote. Writes are kept until the commit, which puts them all in place or none,
 * and succeeds only when every key and range that was read is still as it was: so committed
 * transactions are serializable, and in the order in which they were seen to happen. A transaction
 * that wrote nothing needs no commit.
 *
 * <p>Used by one thread at a time. Past {@link Limits#TRANSACTION_AGE} everything but {@link
 * #close} throws {@link EngineException.TooOld}. What goes beyond {@link Limits#TRANSACTION_BYTES}
 * throws {@link EngineException.TooLarge}, and leaves the transaction as it was.
 */
public interface Transaction extends Reads, AutoCloseable {
  /** The name of this attempt. */
  Token token();

  /**
   * Tells it what there was under a key when it began, which it need not read from storage then. It
   * counts as read only when it is read. For who keeps rows in memory.
   *
   * @param value nobody may alter it; null for nothing
   */
  void recall(Key key, byte @Nullable [] value);

  /** Puts a value, which nobody may alter from now on, under a key in place of what was there. */
  void put(Key key, byte[] value);

  /** Removes the row of a key, if there is one. */
  void delete(Key key);

  /** Removes every row that is in a range when the transaction is committed. */
  void delete(Range range);

  /**
   * Appends an entry to a topic's feed when the transaction is committed.
   *
   * <p>What followers need to hear is the layer's to say: writes are not in the feed by themselves,
   * for an item's chunks and indexes, catalogues and counters would be written twice and heard by
   * nobody.
   *
   * @param entry at most {@value Limits#VALUE_BYTES} octets, which nobody may alter from now on
   */
  void emit(Topic topic, byte[] entry);

  /**
   * Puts in place what was written, for good: it is on stable storage when this returns.
   *
   * @return its place in the order of commits; when nothing was written, that of the newest commit
   *     that it was sure to see
   * @throws EngineException.Conflict when something that was read has changed
   * @throws EngineException.CommitUnknown when the engine cannot tell; see there
   * @throws IllegalStateException when it has been committed or closed
   */
  Stamp commit();

  /** Ends the attempt; what was not committed is forgotten. May be called more than once. */
  @Override
  void close();
}

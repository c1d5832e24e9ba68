package dev.skerry.origin.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered key-value store with snapshot reads and strictly serializable transactions.
 *
 * <p>All methods may be called by any thread, block, and throw {@link EngineException}s.
 */
public interface Engine extends AutoCloseable {
  /**
   * Reads of all rows as they are now; what reads may be asked to do so again, from its beginning.
   */
  default <T, X extends Exception> T read(Reading<T, X> reading) throws X {
    try (Snapshot snapshot = snapshot()) {
      return reading.of(snapshot);
    }
  }

  /** The value under a key now, which nobody may alter; null where there is none. */
  default byte @Nullable [] get(Key key) {
    try (Snapshot snapshot = snapshot()) {
      return snapshot.get(key);
    }
  }

  /**
   * The values under keys now, each as {@link #get} would find it; not always all as of one moment.
   */
  default List<byte @Nullable []> getAll(List<Key> keys) {
    try (Snapshot snapshot = snapshot()) {
      return snapshot.getAll(keys);
    }
  }

  /** Reads each of which finds what is there when it is made, rather than as of one moment. */
  default Reads latest() {
    return new Latest(this);
  }

  /**
   * Does work in a transaction and commits it: tries again on conflicts, with pauses that grow, and
   * finds out what became of a commit that is unknown before it does.
   *
   * @throws EngineException.Conflict when it met conflicts for too long
   * @throws EngineException.CommitUnknown when what became of the last attempt could not be found
   *     out
   * @throws X what the work throws
   */
  <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X;

  /** Does the same with work that returns nothing, and returns when it was committed. */
  default <X extends Exception> Stamp write(Writing<X> writing) throws X {
    return transact(
            transaction -> {
              writing.in(transaction);
              return transaction.token();
            })
        .stamp();
  }

  /** Begins one attempt, for those who retry themselves; to be closed. */
  Transaction begin();

  /** All rows as they are now; to be closed. */
  Snapshot snapshot();

  /**
   * Finds out what became of an attempt, for at least ten minutes after it began, by whichever
   * process shares the storage. An attempt that was not committed by then never will be.
   *
   * @throws EngineException.Unavailable when it is still under way, or cannot be found out now
   * @throws EngineException.TooOld when it began too long ago to tell
   */
  Outcome outcome(Token token);

  /** What committed transactions emitted. */
  Feed feed();

  /**
   * Writes a copy of all that is committed into a folder that does not exist yet; this engine opens
   * it like any other of its own.
   *
   * @throws EngineException.Unsupported when the engine has its own ways of backup
   */
  void checkpoint(Path folder);

  /**
   * Lets the stamps of all later commits be greater than one, and forgets the feed up to there: for
   * an engine into which the rows of another have been put, so that nobody who kept a place in the
   * other's feed takes it for one in this. Nobody else may use the engine meanwhile.
   *
   * @throws EngineException.Unsupported when the engine cannot
   */
  default void continueAfter(Stamp stamp) {
    throw new EngineException.Unsupported("this engine cannot continue another's stamps");
  }

  /** Ends every transaction, snapshot and watch, and gives back what the engine holds. */
  @Override
  void close();
}

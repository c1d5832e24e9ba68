package dev.skerry.edge.cache;

import dev.skerry.edge.semantics.Vary;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A larger and slower tier below the memory: it is told what becomes of stored responses, keeps
 * those that are worth it, and brings them back.
 *
 * <p>Safe for any thread; nothing here blocks. What becomes of the responses of a key is told in
 * the order in which it happens, each within the change of the store's index and nothing else of
 * the key before it is done: so what is quick, and touches no store, is all that may be done there.
 */
public interface LowerTier {
  /** One who waits for stored responses to be brought back. */
  interface Waiter {
    /**
     * Told once, on the executor given to {@link #load}.
     *
     * @param stored what was found, newest first; usable in this call, whether or not the memory
     *     tier keeps it
     */
    void found(List<StoredResponse> stored);
  }

  /** Where there is only memory. */
  LowerTier NONE = new NoLowerTier();

  /** Whether it has something of a key, as far as its index tells. */
  boolean knows(CacheKey key);

  /**
   * One variant of a key.
   *
   * @param vary the selecting fields
   * @param values those of the request, as {@link Vary#variant} writes them
   */
  record Variant(CacheKey key, Vary vary, String values) {}

  /** Whether it has that variant, as far as its index tells. */
  boolean knows(Variant wanted);

  /**
   * Brings back what it has of a key, into the store too; of many variants the newest.
   *
   * @return false if it cannot take it on now; then the waiter is not told
   */
  boolean load(CacheKey key, Executor executor, Waiter waiter);

  /** The same of one variant. */
  boolean load(Variant wanted, Executor executor, Waiter waiter);

  /** Asked before {@link #asked}: whether it can take a response on now, at all. */
  boolean takesMore();

  /** A response is stored in memory; it takes the place of what the tier has of that variant. */
  void stored(StoredResponse stored);

  /** The head of a response is replaced, as a validation confirmed its content. */
  void freshened(StoredResponse stored);

  /** A complete response in memory has been asked for again; it may be kept here, too. */
  void asked(StoredResponse stored);

  /** A response goes from memory to make room; still usable in this call. */
  void evicted(StoredResponse stored);

  /** A response must not be used any more. */
  void removed(StoredResponse stored);

  /** Nothing that was stored of a key so far may be used any more. */
  void removedAll(CacheKey key);
}

package dev.skerry.edge.cache;

import dev.skerry.edge.index.WeighedIndex;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stored responses, by key, in memory: an index weighed by all the bytes that an entry costs.
 *
 * <p>Every look-up compares what it finds with the purges: what was purged hard is never handed out
 * (and goes from the index), what was purged softly is marked. Safe for any thread; nothing here
 * blocks.
 */
public final class ResponseStore {
  private final WeighedIndex<CacheKey, Variants> index;
  private final PurgeTable purges;
  private final int maxVariants;
  private final long memoryBytes;
  private final LongAdder evictions = new LongAdder();
  private final LongAdder stores = new LongAdder();

  /**
   * Makes an empty store.
   *
   * @param memoryBytes what all entries together may cost
   * @param maxVariants of one key
   */
  public ResponseStore(long memoryBytes, int maxVariants, PurgeTable purges) {
    this.purges = purges;
    this.maxVariants = maxVariants;
    this.memoryBytes = memoryBytes;
    this.index =
        new WeighedIndex<>(
            memoryBytes,
            Variants::weight,
            (key, variants) -> {
              evictions.increment();
              releaseAll(variants);
            });
  }

  /**
   * The stored responses of a key that no hard purge has hit, newest first; empty if none. What is
   * handed out may be evicted at any moment: opening its content then gives nothing.
   */
  public List<StoredResponse> lookup(CacheKey key) {
    Variants variants = index.get(key);
    if (variants == null) {
      return List.of();
    }
    List<StoredResponse> all = variants.newestFirst();
    for (int i = 0; i < all.size(); i++) {
      if (!isUsable(all.get(i))) {
        return withoutPurged(key, all);
      }
    }
    return all;
  }

  private List<StoredResponse> withoutPurged(CacheKey key, List<StoredResponse> all) {
    List<StoredResponse> usable = new ArrayList<>(all.size());
    for (StoredResponse stored : all) {
      if (isUsable(stored)) {
        usable.add(stored);
      } else {
        remove(key, stored);
      }
    }
    return usable;
  }

  /** Whether no hard purge has hit the response. */
  public boolean isUsable(StoredResponse stored) {
    return purges.check(stored) != PurgeState.HARD;
  }

  /**
   * Stores a response; the index owns it from now on. It takes the place of the one of the same
   * variant. What a purge has hit meanwhile is stored all the same and never handed out.
   */
  public void put(StoredResponse stored) {
    giveBackReservations(stored);
    List<StoredResponse> dropped = new ArrayList<>();
    index.update(
        stored.key(),
        old -> {
          dropped.clear();
          return old == null ? Variants.of(stored) : old.with(stored, maxVariants, dropped);
        });
    stores.increment();
    releaseReplaced(dropped, stored);
  }

  /**
   * Puts one response in the place of another, if that is still there; else releases it.
   *
   * @return whether it was put
   */
  public boolean replace(StoredResponse old, StoredResponse replacement) {
    giveBackReservations(replacement);
    boolean[] replaced = new boolean[1];
    List<StoredResponse> dropped = new ArrayList<>();
    index.updateIfPresent(
        old.key(),
        variants -> {
          dropped.clear();
          replaced[0] = variants.newestFirst().contains(old);
          return replaced[0] ? variants.with(replacement, maxVariants, dropped) : variants;
        });
    if (replaced[0]) {
      releaseReplaced(dropped, replacement);
    } else if (replacement.ticket() == old.ticket()) {
      replacement.releaseContents();
    } else {
      replacement.release();
    }
    return replaced[0];
  }

  private static void releaseReplaced(List<StoredResponse> dropped, StoredResponse by) {
    for (StoredResponse old : dropped) {
      if (old.ticket() == by.ticket()) {
        old.releaseContents();
      } else {
        old.release();
      }
    }
  }

  /** Removes a response, if it is still there. */
  public void remove(CacheKey key, StoredResponse stored) {
    boolean[] removed = new boolean[1];
    index.updateIfPresent(
        key,
        variants -> {
          removed[0] = variants.newestFirst().contains(stored);
          return removed[0] ? variants.without(stored) : variants;
        });
    if (removed[0]) {
      stored.release();
    }
  }

  /** Removes all variants of a key (RFC 9111 §4.4). */
  public void removeAll(CacheKey key) {
    Variants removed = index.remove(key);
    if (removed != null) {
      releaseAll(removed);
    }
  }

  /**
   * Shows every stored response; takes time in proportion to their number: never on an event loop.
   */
  public void forEach(Consumer<StoredResponse> visitor) {
    index.forEach(variants -> variants.newestFirst().forEach(visitor));
  }

  /** Empties the store. */
  public void clear() {
    for (CacheKey key : index.keys()) {
      removeAll(key);
    }
  }

  private static void releaseAll(@Nullable Variants variants) {
    if (variants != null) {
      variants.newestFirst().forEach(StoredResponse::release);
    }
  }

  private static void giveBackReservations(StoredResponse stored) {
    for (Segment segment : stored.segments()) {
      segment.content().giveBackReservation();
    }
    for (StoredResponse.Encoded copy : stored.encodedCopies()) {
      copy.content().giveBackReservation();
    }
  }

  // ---- gauges

  /** Bytes that the entries cost now. */
  public long weightBytes() {
    return index.weight();
  }

  /** Bytes that the entries may cost. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** Keys stored, about. */
  public long keys() {
    return index.size();
  }

  public long evictions() {
    return evictions.sum();
  }

  public long stores() {
    return stores.sum();
  }
}

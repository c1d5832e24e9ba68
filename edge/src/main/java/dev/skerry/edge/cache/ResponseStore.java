package dev.skerry.edge.cache;

import dev.skerry.edge.index.WeighedIndex;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
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
  private volatile LowerTier below = LowerTier.NONE;
  private final LongAdder evictions = new LongAdder();
  private final LongAdder stores = new LongAdder();
  private final AtomicLong heapBytes = new AtomicLong();
  private final AtomicLong contentBytes = new AtomicLong();

  /**
   * Makes an empty store.
   *
   * @param memoryBytes what all entries together may cost
   * @param maxVariants of one key
   */
  public ResponseStore(long memoryBytes, int maxVariants, PurgeTable purges) {
    this.purges = purges;
    this.maxVariants = maxVariants;
    this.index = new WeighedIndex<>(memoryBytes, Variants::entryWeight, new Evicted());
  }

  private final class Evicted implements WeighedIndex.Evictions<CacheKey, Variants> {
    @Override
    public void leaving(CacheKey key, Variants variants) {
      variants.newestFirst().forEach(below::evicted);
    }

    @Override
    public void left(CacheKey key, Variants variants) {
      evictions.increment();
      releaseAll(variants);
    }
  }

  /** Puts a tier below this one; once, before anything is stored. */
  public void putAbove(LowerTier tier) {
    below = tier;
  }

  /** The tier below this one. */
  public LowerTier below() {
    return below;
  }

  /** Notes that a response answers a request, other than the one that it was fetched for. */
  public void asked(StoredResponse stored) {
    LowerTier tier = below;
    if (!stored.isBelow() && tier.takesMore() && !stored.isPartial()) {
      index.ifPresent(
          stored.key(),
          variants -> {
            if (variants.contains(stored)) {
              tier.asked(stored);
            }
          });
    }
  }

  /**
   * The stored responses of a key that may be used, newest first; empty if none. What is handed out
   * may be evicted at any moment: opening its content then gives nothing.
   */
  public List<StoredResponse> lookup(CacheKey key) {
    Variants variants = index.get(key);
    if (variants == null) {
      return List.of();
    }
    List<StoredResponse> all = variants.newestFirst();
    for (int i = 0; i < all.size(); i++) {
      if (!isUsable(all.get(i))) {
        return onlyUsable(all);
      }
    }
    return all;
  }

  /** Those that may be used. */
  public List<StoredResponse> usable(List<StoredResponse> all) {
    return all.isEmpty() ? all : all.stream().filter(this::isUsable).toList();
  }

  private List<StoredResponse> onlyUsable(List<StoredResponse> all) {
    List<StoredResponse> usable = new ArrayList<>(all.size());
    for (StoredResponse stored : all) {
      if (isUsable(stored)) {
        usable.add(stored);
      } else if (stored.isBroken()) {
        remove(stored.key(), stored);
      } else {
        removePurged(stored);
      }
    }
    return usable;
  }

  /** Whether no hard purge has hit the response, and its content has not failed. */
  public boolean isUsable(StoredResponse stored) {
    return purges.check(stored) != PurgeState.HARD && !stored.isBroken();
  }

  /**
   * Stores a response; the index owns it from now on. It takes the place of the one of the same
   * variant. What a purge has hit meanwhile is stored all the same and never handed out.
   */
  public void put(StoredResponse stored) {
    stored.giveBackReservations();
    List<StoredResponse> dropped = new ArrayList<>(2);
    index.update(
        stored.key(),
        old -> {
          below.stored(stored);
          return with(old, stored, dropped);
        });
    stores.increment();
    count(stored, 1);
    releaseReplaced(dropped, stored);
  }

  /**
   * Stores a part of a representation; the index owns it from now on. It is combined with the parts
   * that are stored already if both have the same strong validator (RFC 9111 §3.4), else takes
   * their place. A complete response of the same representation stays.
   */
  public void putPart(StoredResponse part) {
    part.giveBackReservations();
    List<StoredResponse> dropped = new ArrayList<>(2);
    StoredResponse[] put = new StoredResponse[1];
    index.update(
        part.key(),
        old -> {
          StoredResponse merged = PartialMerge.of(sameVariant(old, part), part, this::isUsable);
          put[0] = merged;
          if (merged == null) {
            return old;
          }
          below.stored(merged);
          return with(old, merged, dropped);
        });
    stores.increment();
    StoredResponse merged = put[0];
    if (merged == null) {
      part.release();
      return;
    }
    count(merged, 1);
    releaseReplaced(dropped, merged);
    if (merged != part) {
      part.releaseContents();
    }
  }

  private static @Nullable StoredResponse sameVariant(
      @Nullable Variants variants, StoredResponse part) {
    if (variants != null) {
      for (StoredResponse old : variants.newestFirst()) {
        if (part.replaces(old)) {
          return old;
        }
      }
    }
    return null;
  }

  /**
   * Puts an encoded copy beside the content that it was made of, wherever that is stored now; does
   * nothing where it is not. The copy stays the caller's.
   */
  public void addCopy(StoredResponse of, StoredResponse.Encoded copy) {
    List<StoredResponse> dropped = new ArrayList<>(2);
    StoredResponse[] put = new StoredResponse[1];
    index.updateIfPresent(
        of.key(),
        variants -> {
          StoredResponse current = sameVariant(variants, of);
          StoredResponse both =
              current != null && of.whole() != null && current.whole() == of.whole()
                  ? current.withEncoded(copy)
                  : null;
          put[0] = both;
          return both == null ? variants : with(variants, both, dropped);
        });
    StoredResponse both = put[0];
    if (both != null) {
      copy.content().giveBackReservation();
      count(both, 1);
      releaseReplaced(dropped, both);
    }
  }

  private Variants with(
      @Nullable Variants old, StoredResponse added, List<StoredResponse> dropped) {
    return old == null ? added : old.with(added, maxVariants, dropped);
  }

  /**
   * Takes a response that the tier below has brought back, unless there is one of the same variant.
   *
   * @param valid whether it may still be used; asked while nothing else of the key can change
   * @return whether the index owns it from now on
   */
  public boolean adopt(StoredResponse stored, BooleanSupplier valid) {
    stored.giveBackReservations();
    boolean[] adopted = new boolean[1];
    // Counted first: it may be evicted before this returns.
    count(stored, 1);
    index.update(
        stored.key(),
        old -> {
          boolean fits =
              old == null
                  || (old.newestFirst().size() < maxVariants && sameVariant(old, stored) == null);
          adopted[0] = fits && valid.getAsBoolean();
          return adopted[0] ? SeveralVariants.withOlder(old, stored) : old;
        });
    if (!adopted[0]) {
      count(stored, -1);
    }
    return adopted[0];
  }

  /**
   * Puts one response in the place of another, if that is still there; else releases it.
   *
   * @return whether it was put
   */
  public boolean replace(StoredResponse old, StoredResponse replacement) {
    replacement.giveBackReservations();
    boolean[] replaced = new boolean[1];
    List<StoredResponse> dropped = new ArrayList<>();
    index.updateIfPresent(
        old.key(),
        variants -> {
          replaced[0] = variants.contains(old);
          if (!replaced[0]) {
            return variants;
          }
          below.freshened(replacement);
          return variants.with(replacement, maxVariants, dropped);
        });
    if (replaced[0]) {
      count(replacement, 1);
      releaseReplaced(dropped, replacement);
    } else if (replacement.ticket() == old.ticket()) {
      replacement.releaseContents();
    } else {
      replacement.release();
    }
    return replaced[0];
  }

  private void releaseReplaced(List<StoredResponse> dropped, StoredResponse by) {
    for (StoredResponse old : dropped) {
      count(old, -1);
      if (old.ticket() == by.ticket()) {
        old.releaseContents();
      } else {
        old.release();
      }
    }
  }

  /**
   * Removes a response, and what has taken its place meanwhile: the same with another head, or
   * brought back from below.
   */
  public void remove(CacheKey key, StoredResponse stored) {
    StoredResponse[] removed = new StoredResponse[1];
    index.update(
        key,
        variants -> {
          below.removed(stored);
          return without(variants, sameVariant(variants, stored), removed);
        });
    releaseRemoved(removed[0]);
  }

  /** Removes that very response, if it is still there: a purge that hit it is known below, too. */
  public void removePurged(StoredResponse stored) {
    StoredResponse[] removed = new StoredResponse[1];
    index.updateIfPresent(stored.key(), variants -> without(variants, stored, removed));
    releaseRemoved(removed[0]);
  }

  private static @Nullable Variants without(
      @Nullable Variants variants, @Nullable StoredResponse one, StoredResponse[] removed) {
    if (variants == null || one == null || !variants.contains(one)) {
      return variants;
    }
    removed[0] = one;
    return variants.without(one);
  }

  private void releaseRemoved(@Nullable StoredResponse removed) {
    if (removed != null) {
      count(removed, -1);
      removed.release();
    }
  }

  /**
   * Forgets the responses of a key with that content, which the tier below cannot keep any longer;
   * it is not told.
   */
  public void forget(CacheKey key, Content content) {
    List<StoredResponse> removed = new ArrayList<>(1);
    index.updateIfPresent(
        key,
        variants -> {
          Variants left = variants;
          for (StoredResponse stored : variants.newestFirst()) {
            if (left != null && stored.whole() == content) {
              removed.add(stored);
              left = left.without(stored);
            }
          }
          return left;
        });
    for (StoredResponse stored : removed) {
      count(stored, -1);
      stored.release();
    }
  }

  /** Removes all variants of a key (RFC 9111 §4.4). */
  public void removeAll(CacheKey key) {
    Variants[] removed = new Variants[1];
    index.update(
        key,
        variants -> {
          below.removedAll(key);
          removed[0] = variants;
          return null;
        });
    if (removed[0] != null) {
      releaseAll(removed[0]);
    }
  }

  /**
   * Shows every stored response; takes time in proportion to their number: never on an event loop.
   */
  public void forEach(Consumer<StoredResponse> visitor) {
    index.forEach(variants -> variants.newestFirst().forEach(visitor));
  }

  /** Sets what the entries may cost, and evicts what is too much. */
  void limit(long bytes) {
    limit(bytes, Integer.MAX_VALUE);
  }

  /** The same; evicts so many entries at most, and the others as more is stored. */
  void limit(long bytes, int mostVictims) {
    index.maxWeight(bytes, mostVictims);
  }

  /** Whether the entries cost more than they may. */
  boolean isTooFull() {
    return index.weight() > index.maxWeight();
  }

  /** Empties the store; what is below stays there. */
  public void clear() {
    for (CacheKey key : index.keys()) {
      Variants removed = index.remove(key);
      if (removed != null) {
        releaseAll(removed);
      }
    }
  }

  private void releaseAll(Variants variants) {
    for (StoredResponse stored : variants.newestFirst()) {
      count(stored, -1);
      stored.release();
    }
  }

  /** Before it is released: then its contents may be gone. */
  private void count(StoredResponse stored, int sign) {
    heapBytes.addAndGet(sign * stored.heapWeight());
    contentBytes.addAndGet(sign * stored.contentWeight());
  }

  // ---- gauges

  /** Bytes that the entries cost now. */
  public long weightBytes() {
    return index.weight();
  }

  /** Bytes that the entries may cost now. */
  public long limitBytes() {
    return index.maxWeight();
  }

  /** Bytes that the entries cost on the heap. */
  public long heapBytes() {
    return heapBytes.get();
  }

  /** Bytes that the index takes besides its entries. */
  long tableBytes() {
    return index.ownBytes();
  }

  /** Bytes of the entries' contents. */
  public long contentBytes() {
    return contentBytes.get();
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

package dev.skerry.edge.cache;

import dev.skerry.edge.index.WeighedIndex;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
  private final StoredBytes bytes = new StoredBytes();
  private volatile LongSupplier limit;

  /**
   * Makes an empty store.
   *
   * @param memoryBytes what all entries together may cost
   * @param maxVariants of one key
   */
  public ResponseStore(long memoryBytes, int maxVariants, PurgeTable purges) {
    this.purges = purges;
    this.maxVariants = maxVariants;
    this.limit = () -> memoryBytes;
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
      release(variants);
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
    StoreChange change = new StoreChange(bytes);
    index.update(
        stored.key(),
        old -> {
          below.stored(stored);
          return with(old, stored, change);
        });
    stores.increment();
    change.release();
  }

  /**
   * Stores a part of a representation; the index owns it from now on. It is combined with the parts
   * that are stored already if both have the same strong validator (RFC 9111 §3.4), else takes
   * their place. A complete response of the same representation stays.
   */
  public void putPart(StoredResponse part) {
    part.giveBackReservations();
    StoreChange change = new StoreChange(bytes);
    index.update(
        part.key(),
        old -> {
          StoredResponse merged =
              PartialMerge.of(Variants.sameVariant(old, part), part, this::isUsable);
          if (merged == null) {
            return old;
          }
          below.stored(merged);
          return with(old, merged, change);
        });
    stores.increment();
    change.release();
    StoredResponse merged = change.came();
    if (merged == null) {
      part.release();
    } else if (merged != part) {
      part.releaseContents();
    }
  }

  /**
   * Puts an encoded copy beside the content that it was made of, wherever that is stored now; does
   * nothing where it is not. The copy stays the caller's.
   */
  public void addCopy(StoredResponse of, StoredResponse.Encoded copy) {
    StoreChange change = new StoreChange(bytes);
    index.updateIfPresent(
        of.key(),
        variants -> {
          StoredResponse current = Variants.sameVariant(variants, of);
          StoredResponse both =
              current != null && of.whole() != null && current.whole() == of.whole()
                  ? current.withEncoded(copy)
                  : null;
          if (both == null) {
            return variants;
          }
          copy.content().giveBackReservation();
          return with(variants, both, change);
        });
    change.release();
  }

  private Variants with(@Nullable Variants old, StoredResponse added, StoreChange change) {
    Variants all = change.put(old, added, maxVariants);
    limitAnew();
    return all;
  }

  /**
   * Takes a response that the tier below has brought back, unless there is one of the same variant.
   *
   * @param valid whether it may still be used; asked while nothing else of the key can change
   * @return whether the index owns it from now on
   */
  public boolean adopt(StoredResponse stored, BooleanSupplier valid) {
    stored.giveBackReservations();
    StoreChange change = new StoreChange(bytes);
    index.update(
        stored.key(),
        old -> {
          boolean fits =
              old == null
                  || (old.newestFirst().size() < maxVariants
                      && Variants.sameVariant(old, stored) == null);
          if (!fits || !valid.getAsBoolean()) {
            return old;
          }
          Variants all = change.putOldest(old, stored);
          limitAnew();
          return all;
        });
    return change.came() != null;
  }

  /**
   * Puts one response in the place of another, if that is still there; else releases it.
   *
   * @return whether it was put
   */
  public boolean replace(StoredResponse old, StoredResponse replacement) {
    replacement.giveBackReservations();
    StoreChange change = new StoreChange(bytes);
    index.updateIfPresent(
        old.key(),
        variants -> {
          if (!variants.contains(old)) {
            return variants;
          }
          below.freshened(replacement);
          return with(variants, replacement, change);
        });
    change.release();
    if (change.came() != null) {
      return true;
    }
    if (replacement.ticket() == old.ticket()) {
      replacement.releaseContents();
    } else {
      replacement.release();
    }
    return false;
  }

  /**
   * Removes a response, and what has taken its place meanwhile: the same with another head, or
   * brought back from below.
   */
  public void remove(CacheKey key, StoredResponse stored) {
    StoreChange change = new StoreChange(bytes);
    index.update(
        key,
        variants -> {
          below.removed(stored);
          return change.remove(variants, Variants.sameVariant(variants, stored));
        });
    change.release();
  }

  /** Removes that very response, if it is still there: a purge that hit it is known below, too. */
  public void removePurged(StoredResponse stored) {
    StoreChange change = new StoreChange(bytes);
    index.updateIfPresent(stored.key(), variants -> change.remove(variants, stored));
    change.release();
  }

  /**
   * Forgets the responses of a key with that content, which the tier below cannot keep any longer;
   * it is not told.
   */
  public void forget(CacheKey key, Content content) {
    StoreChange change = new StoreChange(bytes);
    index.updateIfPresent(
        key,
        variants -> {
          Variants left = variants;
          for (StoredResponse stored : variants.newestFirst()) {
            if (stored.whole() == content) {
              left = change.remove(left, stored);
            }
          }
          return left;
        });
    change.release();
  }

  /** Removes all variants of a key (RFC 9111 §4.4). */
  public void removeAll(CacheKey key) {
    StoreChange change = new StoreChange(bytes);
    index.update(
        key,
        variants -> {
          below.removedAll(key);
          return change.removeAll(variants);
        });
    change.release();
  }

  /**
   * Shows every stored response; takes time in proportion to their number: never on an event loop.
   */
  public void forEach(Consumer<StoredResponse> visitor) {
    index.forEach(variants -> variants.newestFirst().forEach(visitor));
  }

  /**
   * Asks for what the entries may cost whenever something is stored: content that was not among
   * them until then leaves them more.
   *
   * @param newLimit quick, and takes no locks
   */
  void limitedBy(LongSupplier newLimit) {
    limit = newLimit;
  }

  private void limitAnew() {
    index.maxWeight(limit.getAsLong(), 0);
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
        release(removed);
      }
    }
  }

  /** Releases what has gone from the index. */
  private void release(Variants variants) {
    StoreChange change = new StoreChange(bytes);
    var _ = change.removeAll(variants);
    change.release();
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
    return bytes.heap();
  }

  /** Bytes that the index takes besides its entries. */
  long tableBytes() {
    return index.ownBytes();
  }

  /** Bytes of the entries' contents. */
  public long contentBytes() {
    return bytes.content();
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

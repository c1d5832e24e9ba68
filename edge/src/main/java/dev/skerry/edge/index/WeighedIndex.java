package dev.skerry.edge.index;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values together weigh no more than a maximum: what is least worth keeping goes when
 * room is needed, and that may be what was just put in.
 *
 * <p><b>Threads.</b> Safe for any thread. A look-up takes no lock. Changes of one key happen one
 * after the other. Whoever brings something in makes the room for it, before its call returns; two
 * at once may pass the maximum by what they bring, until both have made it. Where that would take
 * very many others, it makes a part of the room: a small part of the maximum may be missing then.
 * Such a rest, and what is too much after the maximum was lowered, goes with the changes to come,
 * each of which makes more room than it takes, or with {@link #maxWeight(long)}. The lock below is
 * held for a step of a few dozen memory accesses, never while a listener or a change runs.
 *
 * <p>Who listens is told of what is evicted on the thread that needed the room, of what is removed
 * or replaced not.
 *
 * @param <K> keys with {@code equals} and {@code hashCode}
 * @param <V> values, immutable as far as their weight goes
 */
public final class WeighedIndex<K, V> {
  /** Who is told of each entry that has to go for want of room. */
  @FunctionalInterface
  public interface Evictions<K, V> {
    /**
     * It is about to go; no change of its key comes between this and its going. Must be quick and
     * not touch the index.
     */
    default void leaving(K key, V value) {}

    /** It has gone. */
    void left(K key, V value);
  }

  /** What an entry costs in the index's own structures, in bytes, about: for the weigher to add. */
  public static final int ENTRY_BYTES = 88;

  /** There is one cell of the memory of past uses for so many bytes of the maximum. */
  private static final int BYTES_PER_PAST = 2048;

  /** So many go for one change at most: nobody waits for more. */
  private static final int MOST_VICTIMS = 512;

  /** What was brought in goes itself where there is too much then by such a part of the maximum. */
  private static final int SLACK_SHARE = 64;

  /** Who brings something in while there is too much of others makes room for it so many times. */
  private static final int TIMES_ITS_ROOM = 2;

  private final ConcurrentHashMap<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
  private final ToLongFunction<V> weigher;
  private final Evictions<K, V> evictions;
  private final AtomicLong weight = new AtomicLong();
  private volatile long maxWeight;

  /** Guards the fields after it; the clock and the size are read without it. */
  private final Object lock = new Object();

  private final Residents<K, V> residents = new Residents<>();
  private final PastUses past;
  private final UseClock clock = new UseClock();

  /**
   * Makes an empty index.
   *
   * @param maxWeight in bytes
   * @param weigher bytes that an entry with this value costs, key and overhead included
   * @param evictions is told of every entry that has to go for want of room
   */
  public WeighedIndex(long maxWeight, ToLongFunction<V> weigher, Evictions<K, V> evictions) {
    this.maxWeight = maxWeight;
    this.weigher = weigher;
    this.evictions = evictions;
    this.past = new PastUses(maxWeight / BYTES_PER_PAST);
  }

  /** The value of a key, or null. It counts as a use of the key. */
  public @Nullable V get(K key) {
    Entry<K, V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    entry.use(clock.now());
    return entry.value();
  }

  /**
   * Makes a key's new value of its old one, with no other change of that key in between.
   *
   * @param change gets null where there is no value, and gives null to have none; must be quick and
   *     not touch this index
   * @return the new value, which may have been evicted already
   */
  public @Nullable V update(K key, UnaryOperator<@Nullable V> change) {
    Step step = new Step(change);
    entries.compute(key, step::apply);
    step.settle();
    return step.made;
  }

  /** The same where there is a value; does nothing where there is none. */
  public @Nullable V updateIfPresent(K key, UnaryOperator<@Nullable V> change) {
    Step step = new Step(change);
    entries.computeIfPresent(key, step::apply);
    step.settle();
    return step.made;
  }

  /**
   * Looks at a key's value, where there is one, with no change of that key meanwhile.
   *
   * @param look must be quick and not touch this index
   */
  public void ifPresent(K key, Consumer<V> look) {
    entries.computeIfPresent(
        key,
        (k, entry) -> {
          look.accept(entry.value());
          return entry;
        });
  }

  /** Takes a key out and gives what its value was, or null. */
  public @Nullable V remove(K key) {
    Entry<K, V> removed = entries.remove(key);
    if (removed == null) {
      return null;
    }
    weight.addAndGet(-removed.weight());
    synchronized (lock) {
      residents.remove(removed);
    }
    return removed.value();
  }

  /** One change of one key: what comes of it within the map, and what is to be done after it. */
  private final class Step {
    private final UnaryOperator<@Nullable V> change;
    private @Nullable V made;
    private @Nullable Entry<K, V> came;
    private @Nullable Entry<K, V> left;
    private long bytes;

    Step(UnaryOperator<@Nullable V> change) {
      this.change = change;
    }

    @Nullable Entry<K, V> apply(K key, @Nullable Entry<K, V> entry) {
      made = change.apply(entry == null ? null : entry.value());
      if (made == null) {
        left = entry;
        weight.addAndGet(entry == null ? 0 : -entry.weight());
        return null;
      }
      bytes = weigher.applyAsLong(made);
      if (entry != null) {
        weight.addAndGet(bytes - entry.weight());
        entry.replace(made, bytes);
        return entry;
      }
      weight.addAndGet(bytes);
      came = new Entry<>(key, made, bytes, clock.now());
      return came;
    }

    void settle() {
      if (left != null) {
        synchronized (lock) {
          residents.remove(left);
        }
      }
      if (came != null) {
        enter(came);
      }
      makeRoom(came, TIMES_ITS_ROOM * bytes, MOST_VICTIMS);
    }
  }

  private void enter(Entry<K, V> newcomer) {
    synchronized (lock) {
      if (residents.add(newcomer)) {
        clock.entryCame(residents.size());
        newcomer.addPast(past.take(newcomer.key.hashCode(), clock.now()));
      }
    }
  }

  /**
   * Evicts until there is not too much, or enough has gone.
   *
   * @param newcomer goes itself when so many have gone and far too much is left; null if none came
   */
  private void makeRoom(@Nullable Entry<K, V> newcomer, long enoughBytes, int mostVictims) {
    long gone = 0;
    for (int victims = 0; weight.get() > maxWeight && gone < enoughBytes; victims++) {
      if (victims == mostVictims) {
        if (newcomer != null && weight.get() - maxWeight > maxWeight / SLACK_SHARE) {
          evictIfHere(newcomer);
        }
        return;
      }
      Entry<K, V> victim = takeLittleWorth(newcomer);
      if (victim == null) {
        return;
      }
      gone += victim.weight();
      evict(victim);
    }
  }

  private @Nullable Entry<K, V> takeLittleWorth(@Nullable Entry<K, V> newcomer) {
    synchronized (lock) {
      int now = clock.now();
      Entry<K, V> victim = residents.removeLittleWorth(newcomer, now);
      if (victim != null) {
        past.remember(victim.key.hashCode(), victim.uses(now), now);
      }
      return victim;
    }
  }

  private void evictIfHere(Entry<K, V> entry) {
    boolean here;
    synchronized (lock) {
      here = residents.remove(entry);
      if (here) {
        int now = clock.now();
        past.remember(entry.key.hashCode(), entry.uses(now), now);
      }
    }
    if (here) {
      evict(entry);
    }
  }

  private void evict(Entry<K, V> victim) {
    boolean[] gone = new boolean[1];
    entries.computeIfPresent(
        victim.key,
        (key, entry) -> {
          if (entry != victim) {
            return entry;
          }
          evictions.leaving(key, entry.value());
          weight.addAndGet(-entry.weight());
          gone[0] = true;
          return null;
        });
    if (gone[0]) {
      evictions.left(victim.key, victim.value());
    }
  }

  /** Shows every value; takes time in proportion to their number. */
  public void forEach(Consumer<V> visitor) {
    entries.values().forEach(entry -> visitor.accept(entry.value()));
  }

  /** A view of the keys of the moment. */
  public Set<K> keys() {
    return entries.keySet();
  }

  /**
   * About how often a key was used lately, whether it is here or was: 1 for once just now, less for
   * longer ago.
   */
  public float recentUses(K key) {
    Entry<K, V> entry = entries.get(key);
    if (entry != null) {
      return entry.uses(clock.now());
    }
    synchronized (lock) {
      return past.peek(key.hashCode(), clock.now());
    }
  }

  /** Bytes that the entries cost now. */
  public long weight() {
    return weight.get();
  }

  /** Entries now. */
  public long size() {
    return entries.mappingCount();
  }

  /** Bytes that it takes besides its entries. */
  public long ownBytes() {
    return past.bytes();
  }

  /** Bytes that the entries may cost. */
  public long maxWeight() {
    return maxWeight;
  }

  /** Sets what the entries may cost, and evicts what is too much. */
  public void maxWeight(long bytes) {
    maxWeight(bytes, Integer.MAX_VALUE);
  }

  /**
   * Sets what the entries may cost, and evicts what is too much.
   *
   * @param mostVictims so many go now at most, others as more is brought in
   */
  public void maxWeight(long bytes, int mostVictims) {
    maxWeight = bytes;
    makeRoom(null, Long.MAX_VALUE, mostVictims);
  }
}

package dev.skerry.edge.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values together weigh no more than a maximum: what is least worth keeping goes when
 * room is needed, and that may be what was just put in.
 *
 * <p>Safe for any thread; nothing here blocks. Changes of one key happen one after the other. What
 * is evicted is handed to a listener on the thread that needed the room, after it is out of the map
 * and never while a change of its key is under way; what is removed or replaced is not.
 *
 * @param <K> keys with {@code equals} and {@code hashCode}
 * @param <V> values, immutable as far as their weight goes
 */
public final class WeighedIndex<K, V> {
  /** Weights are counted in units of so many bytes, as Caffeine counts them in an int. */
  private static final int WEIGHT_UNIT = 16;

  private final Cache<K, V> cache;

  /**
   * Makes an empty index.
   *
   * @param maxWeight in bytes
   * @param weigher bytes that an entry with this value costs, key and overhead included
   * @param evicted is told of every entry that had to go for want of room
   */
  public WeighedIndex(long maxWeight, ToLongFunction<V> weigher, BiConsumer<K, V> evicted) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight / WEIGHT_UNIT)
            .weigher((K key, V value) -> units(weigher.applyAsLong(value)))
            .executor(Runnable::run)
            .evictionListener(
                (@Nullable K key, @Nullable V value, RemovalCause cause) -> {
                  if (key != null && value != null) {
                    evicted.accept(key, value);
                  }
                })
            .build();
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / WEIGHT_UNIT + 1);
  }

  /** The value of a key, or null. It counts as a use of the key. */
  public @Nullable V get(K key) {
    return cache.getIfPresent(key);
  }

  /**
   * Makes a key's new value of its old one, with no other change of that key in between.
   *
   * @param change gets null where there is no value, and gives null to have none; must be quick and
   *     not touch this index
   * @return the new value
   */
  public @Nullable V update(K key, UnaryOperator<@Nullable V> change) {
    return cache.asMap().compute(key, (k, old) -> change.apply(old));
  }

  /** The same where there is a value; does nothing where there is none. */
  public @Nullable V updateIfPresent(K key, UnaryOperator<@Nullable V> change) {
    return cache.asMap().computeIfPresent(key, (k, old) -> change.apply(old));
  }

  /** Takes a key out and gives what its value was, or null. */
  public @Nullable V remove(K key) {
    return cache.asMap().remove(key);
  }

  /** Shows every value; takes time in proportion to their number. */
  public void forEach(Consumer<V> visitor) {
    cache.asMap().values().forEach(visitor);
  }

  /** A view of the keys of the moment. */
  public Set<K> keys() {
    return cache.asMap().keySet();
  }

  /** Bytes that the entries cost now, about. */
  public long weight() {
    return cache.policy().eviction().orElseThrow().weightedSize().orElse(0) * WEIGHT_UNIT;
  }

  /** Entries now, about. */
  public long size() {
    return cache.estimatedSize();
  }

  /** Bytes that the entries may cost. */
  public long maxWeight() {
    return cache.policy().eviction().orElseThrow().getMaximum() * WEIGHT_UNIT;
  }

  /** Sets what the entries may cost, and evicts what is too much. */
  public void maxWeight(long bytes) {
    cache.policy().eviction().orElseThrow().setMaximum(bytes / WEIGHT_UNIT);
  }
}

package dev.skerry.origin.tables.model.schema;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an item of another model: its key is kept, and the item can be populated.
 *
 * <p>Two references are equal if their keys are.
 *
 * @param <T> the record of the other model
 * @param <K> its key
 */
public final class Ref<T, K> {
  private final K key;
  private final @Nullable T item;

  private Ref(K key, @Nullable T item) {
    this.key = Objects.requireNonNull(key);
    this.item = item;
  }

  /** A reference that is not populated. */
  public static <T, K> Ref<T, K> to(K key) {
    return new Ref<>(key, null);
  }

  /** The same reference with its item. */
  public Ref<T, K> with(T populated) {
    return new Ref<>(key, populated);
  }

  /** The key that is kept. */
  public K key() {
    return key;
  }

  /** The item; empty if the reference was not populated, or there is none of this key. */
  public Optional<T> item() {
    return Optional.ofNullable(item);
  }

  /**
   * The item.
   *
   * @throws NoSuchElementException if the reference was not populated, or there is none of this key
   */
  public T get() {
    return item().orElseThrow(() -> new NoSuchElementException("no item was populated for " + key));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ref<?, ?> ref && ref.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return item == null ? "Ref[" + key + "]" : "Ref[" + key + "=" + item + "]";
  }
}

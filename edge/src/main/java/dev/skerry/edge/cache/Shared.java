package dev.skerry.edge.cache;

/**
 * Gives the same instance for equal values, as long as it remembers the value: what many stored
 * responses have in common is kept once.
 *
 * <p>A table of fixed size in which a value takes the place of another one with the same slot.
 * Without locks: two threads may get two instances, which costs memory and nothing else.
 *
 * @param <T> immutable, with {@code equals} and {@code hashCode}, all of whose fields are final
 */
final class Shared<T> {
  private static final int SLOTS = 1024;

  private final Object[] slots = new Object[SLOTS];

  /** The value, or an instance that equals it. */
  @SuppressWarnings("unchecked") // Only values of this type are put in.
  T of(T value) {
    int hash = value.hashCode();
    int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    Object known = slots[slot];
    if (value.equals(known)) {
      return (T) known;
    }
    slots[slot] = value;
    return value;
  }
}

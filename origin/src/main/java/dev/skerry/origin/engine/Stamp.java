package dev.skerry.origin.engine;

/**
 * A commit's place in the order of commits.
 *
 * <p>A transaction that began after another was committed has the greater stamp, and so has one
 * that read or overwrote what the other wrote. Stamps mean something within one engine's data only;
 * they survive restarts, and are not dense.
 *
 * @param number from 0, before the first commit
 */
public record Stamp(long number) implements Comparable<Stamp> {
  /** Before every commit. */
  public static final Stamp ZERO = new Stamp(0);

  /** Refuses what is no place. */
  public Stamp {
    if (number < 0) {
      throw new IllegalArgumentException("a stamp of " + number + ", expected 0 or more");
    }
  }

  /** Whether its commit comes after another's. */
  public boolean isAfter(Stamp other) {
    return number > other.number;
  }

  @Override
  public int compareTo(Stamp other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}

package dev.skerry.testing.history;

import dev.skerry.testing.history.Attempt.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What one client did to one item, whose value is a number: {@link #ABSENT}, or one that nobody
 * else writes.
 *
 * @param item which one
 * @param expects the value without which it does nothing, or null for any
 * @param sees the value before it, or null if the client was not told
 * @param writes the value after it, or null if it only reads
 * @param invoked before it was asked, on a counter that all clients share
 * @param completed after its answer, on the same counter
 * @param answer what the client was told
 */
public record Call(
    int item,
    @Nullable Integer expects,
    @Nullable Integer sees,
    @Nullable Integer writes,
    long invoked,
    long completed,
    Answer answer) {
  /** The value of an item that is not there. */
  public static final int ABSENT = 0;

  /** Whether the client was told what came of it. */
  boolean isKnown() {
    return answer != Answer.UNKNOWN;
  }

  /** The value that must have been there for this answer, or null if any may have been. */
  @Nullable Integer needs() {
    return sees != null ? sees : expects;
  }

  /** Whether the answer fits what the client was told of the value. */
  boolean isConsistent() {
    if (expects == null || sees == null) {
      return answer != Answer.REFUSED;
    }
    return expects.equals(sees) == (answer == Answer.COMMITTED);
  }

  /** The value after it. */
  int after(int before) {
    return writes == null || answer == Answer.REFUSED ? before : writes;
  }
}

package dev.skerry.testing.history;

import java.util.List;

/**
 * A transaction as its client saw it.
 *
 * @param id unique in the history
 * @param ops in order
 * @param invoked before its first operation, on a counter that all clients share
 * @param completed after its answer, on the same counter
 * @param answer what the client was told
 */
public record Attempt(int id, List<Op> ops, long invoked, long completed, Answer answer) {
  /** What a client was told. */
  public enum Answer {
    COMMITTED,
    REFUSED,
    UNKNOWN
  }

  @Override
  public String toString() {
    return "T" + id + ops + " " + answer;
  }
}

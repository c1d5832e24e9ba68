package dev.skerry.origin.engine;

/** What became of an attempt at a transaction; it will not change any more. */
public sealed interface Outcome {
  /**
   * It was committed.
   *
   * @param stamp its place in the order of commits
   */
  record Committed(Stamp stamp) implements Outcome {}

  /** It was not committed, and never will be. */
  record NotCommitted() implements Outcome {}
}

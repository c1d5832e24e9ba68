package dev.skerry.cli.history;

/** What clients leave out on purpose, and do not write down, so that it is seen that checks see. */
public enum Lack {
  /** Nothing. */
  NOTHING,
  /** Conditions of single writes: updates are lost. */
  CONDITIONS,
  /** Checks of items that a transaction does not write: write skew. */
  CHECKS,
  /** Transactions: their writes are sent one after the other, and are seen in part. */
  TRANSACTIONS,
  /** Some reads: what was read before is taken again. */
  READS,
  /** Some writes, which nobody will find. */
  WRITES
}

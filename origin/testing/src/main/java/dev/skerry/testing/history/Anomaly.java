package dev.skerry.testing.history;

/**
 * Something that cannot be in a history of transactions that are one after the other.
 *
 * @param kind by Adya's names where there is one
 * @param text who did what
 */
public record Anomaly(Kind kind, String text) {
  /** Kinds of anomalies. */
  public enum Kind {
    /** An element of a transaction that was refused has been read. */
    G1A,
    /** A list was read between two appends of one transaction. */
    G1B,
    /** Two reads of a list do not agree on its order. */
    INCOMPATIBLE_ORDER,
    /** An element of a committed transaction is not there at the end. */
    LOST,
    /** A transaction is there in part. */
    HALF,
    /** An element is in a list twice, or in one to which nobody appended it. */
    STRANGE,
    /** A transaction did not see what it wrote itself. */
    INTERNAL,
    /** A circle of writes only. */
    G0,
    /** A circle of writes and reads of what was written. */
    G1C,
    /** A circle with one read of what was overwritten. */
    G_SINGLE,
    /** A circle with several reads of what was overwritten: write skew. */
    G2,
    /** A circle that is one only because somebody came after somebody else had been answered. */
    REAL_TIME,
    /** What was seen of one item fits no order of the calls. */
    NOT_LINEARIZABLE
  }
}

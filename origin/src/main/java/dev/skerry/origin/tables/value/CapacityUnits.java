package dev.skerry.origin.tables.value;

/**
 * Capacity units that reads and writes consume, by the sizes of what is read and written.
 *
 * <p>Source: "DynamoDB read and write operations".
 */
public final class CapacityUnits {
  private static final int READ_BYTES = 4 * 1024;
  private static final int WRITE_BYTES = 1024;

  /** How sure a reader wants to be of the newest value. */
  public enum Consistency {
    EVENTUAL(0.5),
    STRONG(1),
    TRANSACTIONAL(2);

    private final double factor;

    Consistency(double factor) {
      this.factor = factor;
    }
  }

  private CapacityUnits() {}

  /**
   * Of one read of one item, or of a page: sizes are summed first and rounded up once.
   *
   * @param bytes what was read, by {@link ItemSize}; 0 for an item that is not there, which counts
   *     as much as the smallest
   */
  public static double read(long bytes, Consistency consistency) {
    return blocks(bytes, READ_BYTES) * consistency.factor;
  }

  /**
   * Of a write: the larger of what was there and what is there now counts.
   *
   * @param before by {@link ItemSize}, 0 where there was no item
   * @param after by {@link ItemSize}, 0 where there is none any more
   */
  public static double write(long before, long after) {
    return blocks(Math.max(before, after), WRITE_BYTES);
  }

  /** Of a write in a transaction, which counts twice. */
  public static double transactionalWrite(long before, long after) {
    return 2 * write(before, after);
  }

  private static double blocks(long bytes, int block) {
    return Math.max(1, Math.ceilDiv(bytes, block));
  }
}

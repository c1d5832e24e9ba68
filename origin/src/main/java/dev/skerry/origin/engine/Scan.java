package dev.skerry.origin.engine;

/**
 * An ordered read of a range, up to a number of rows or of octets, whichever comes first. A scan
 * that reaches one of them stops there, and does not look whether there is more.
 *
 * @param range which keys
 * @param reversed whether from the end to the beginning
 * @param rows at most so many rows, 1 to {@value Limits#SCAN_ROWS}
 * @param bytes stop after the row with which keys and values together reach so many octets, 1 to
 *     {@value Limits#SCAN_BYTES}
 */
public record Scan(Range range, boolean reversed, int rows, int bytes) {
  /** Refuses bounds that could hold too much in memory. */
  public Scan {
    if (rows < 1 || rows > Limits.SCAN_ROWS) {
      throw new IllegalArgumentException(
          "a scan of " + rows + " rows, expected 1 to " + Limits.SCAN_ROWS);
    }
    if (bytes < 1 || bytes > Limits.SCAN_BYTES) {
      throw new IllegalArgumentException(
          "a scan of " + bytes + " bytes, expected 1 to " + Limits.SCAN_BYTES);
    }
  }

  /** From the beginning, as much as one scan may read. */
  public static Scan of(Range range) {
    return new Scan(range, false, Limits.SCAN_ROWS, Limits.SCAN_BYTES);
  }

  /** The same from the end to the beginning. */
  public Scan inReverse() {
    return new Scan(range, true, rows, bytes);
  }

  /** The same with at most so many rows. */
  public Scan upTo(int most) {
    return new Scan(range, reversed, most, bytes);
  }

  /** The same that stops after so many octets. */
  public Scan upToBytes(int most) {
    return new Scan(range, reversed, rows, most);
  }

  /** The same of another range: how a scan goes on in the {@linkplain Rows#rest() rest}. */
  public Scan in(Range other) {
    return new Scan(other, reversed, rows, bytes);
  }
}

package dev.skerry.loadtest.origin;

/** Numbers of bytes as people write them. */
public final class ByteCount {
  /** More than any content that is asked for. */
  private static final long MOST = 1L << 40;

  private ByteCount() {}

  /**
   * Reads {@code 1000}, {@code 10k} or {@code 5m}; k is 1024, m is 1024 k, g is 1024 m.
   *
   * @throws IllegalArgumentException if it is none of these, or more than a terabyte
   */
  public static long parse(String text) {
    long unit =
        switch (text.isEmpty() ? '0' : text.charAt(text.length() - 1)) {
          case 'k', 'K' -> 1L << 10;
          case 'm', 'M' -> 1L << 20;
          case 'g', 'G' -> 1L << 30;
          default -> 1;
        };
    long number = Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1));
    if (number < 0 || number > MOST / unit) {
      throw new IllegalArgumentException("expected 0 to 1024g, found " + text);
    }
    return number * unit;
  }
}

package dev.skerry.edge.config.document;

/**
 * Sizes as people write them: {@code 64MB} is a thousand times a thousand, {@code 64MiB} 1024 times
 * 1024.
 */
public final class Sizes {
  static final String PATTERN = "^[0-9]+(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?$|\\$\\{ENV:";

  private static final String[] UNITS = {
    "TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "KB", "kB", "B", ""
  };
  private static final long[] BYTES = {
    1L << 40,
    1_000_000_000_000L,
    1 << 30,
    1_000_000_000,
    1 << 20,
    1_000_000,
    1 << 10,
    1000,
    1000,
    1,
    1
  };

  private Sizes() {}

  /**
   * Bytes of a size.
   *
   * @throws IllegalArgumentException if it is none; the message says what it is
   */
  public static long read(String text) {
    int unit = 0;
    while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
      unit++;
    }
    String name = text.substring(unit).strip();
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(name) && unit > 0 && name.length() == text.length() - unit) {
        try {
          return Math.multiplyExact(Long.parseLong(text.substring(0, unit)), BYTES[i]);
        } catch (ArithmeticException | NumberFormatException e) {
          throw new IllegalArgumentException("is more than there can be", e);
        }
      }
    }
    throw new IllegalArgumentException("is no size as 4096, 64KiB or 10MB");
  }

  /** The shortest exact text for so many bytes. */
  static String write(long bytes) {
    if (bytes == 0) {
      return "0";
    }
    for (int i = 0; i < UNITS.length; i++) {
      if (bytes % BYTES[i] == 0 && bytes >= BYTES[i]) {
        return bytes / BYTES[i] + UNITS[i];
      }
    }
    return Long.toString(bytes);
  }
}

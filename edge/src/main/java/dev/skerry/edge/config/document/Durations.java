package dev.skerry.edge.config.document;

/** Durations as people write them: {@code 250ms}, {@code 10s}, {@code 1h30m}, {@code 7d}. */
final class Durations {
  static final String PATTERN = "^(0|([0-9]+(ms|s|m|h|d|w))+)$|\\$\\{ENV:";

  private static final String[] UNITS = {"w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Durations() {}

  /** Milliseconds of a duration. */
  static long read(String text) {
    if (text.equals("0")) {
      return 0;
    }
    long total = 0;
    int i = 0;
    try {
      while (i < text.length()) {
        int digits = i;
        while (i < text.length() && Character.digit(text.charAt(i), 10) >= 0) {
          i++;
        }
        int unit = i;
        while (i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
          i++;
        }
        long number = Long.parseLong(text.substring(digits, unit));
        total = Math.addExact(total, Math.multiplyExact(number, millis(text.substring(unit, i))));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is longer than time itself", e);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no duration as 250ms, 10s, 5m or 1h30m", e);
    }
    return total;
  }

  private static long millis(String unit) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        return MILLIS[i];
      }
    }
    throw new IllegalArgumentException(
        unit.isEmpty()
            ? "has no unit; the units are ms, s, m, h, d and w"
            : "has the unknown unit " + unit + "; the units are ms, s, m, h, d and w");
  }

  /** The shortest text for so many milliseconds. */
  static String write(long ms) {
    if (ms == 0) {
      return "0";
    }
    StringBuilder out = new StringBuilder();
    long rest = ms;
    for (int i = 1; i < UNITS.length; i++) {
      if (rest >= MILLIS[i]) {
        out.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return out.toString();
  }
}

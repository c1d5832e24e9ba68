package dev.skerry.loadtest.simulate;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a cache is: in bytes, or in proportion to what there is to be cached.
 *
 * @param title as it was written
 * @param amount bytes, or percent
 */
record CacheSize(String title, double amount, boolean inPercent) {
  private static final Pattern SHAPE = Pattern.compile("(\\d+(?:\\.\\d+)?)([%kmgt]?)");

  static CacheSize parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a size as 10% or 512m, got \"" + text.strip() + '"');
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.equals("%")) {
      return new CacheSize(text.strip(), number, true);
    }
    int shift = unit.isEmpty() ? 0 : 10 * (1 + "kmgt".indexOf(unit));
    return new CacheSize(text.strip(), number * (1L << shift), false);
  }

  long bytes(long all) {
    return Math.max(1, Math.round(inPercent ? all * amount / 100 : amount));
  }
}

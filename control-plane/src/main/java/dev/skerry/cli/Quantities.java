package dev.skerry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Numbers of the admin API for people. */
final class Quantities {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Quantities() {}

  /** Bytes in the unit in which there are below 1,024. */
  static String bytes(double bytes) {
    double left = bytes;
    int unit = 0;
    while (left >= 1_024 && unit < UNITS.length - 1) {
      left /= 1_024;
      unit++;
    }
    return unit == 0 ? Math.round(left) + " B" : format("%.1f ", left) + UNITS[unit];
  }

  /** Something per second. */
  static String rate(double perSecond) {
    return format(perSecond >= 100 ? "%.0f" : "%.1f", perSecond);
  }

  /** A share of 0 to 1. */
  static String percent(double share) {
    return format("%.1f %%", share * 100);
  }

  /** Microseconds in milliseconds. */
  static String millis(long micros) {
    return format("%.1f ms", micros / 1_000.0);
  }

  /** The time from a moment to another, roughly; a hyphen where there is none. */
  static String age(JsonNode moment, Instant now) {
    if (!moment.isString()) {
      return "-";
    }
    Duration age = Duration.between(Instant.parse(moment.stringValue()), now);
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200
        ? seconds / 60 + " min"
        : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  private static String format(String pattern, double number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}

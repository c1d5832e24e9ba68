package dev.skerry.origin.access.signature;

import dev.skerry.http.HttpDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments as signatures write them: ISO 8601 in its basic format, to the second, in UTC. */
final class Timestamps {
  /** Octets of a date alone, as {@code 20260102}. */
  static final int DATE_LENGTH = 8;

  private static final int LENGTH = 16;
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  /** A moment as {@code 20260102T030405Z}. */
  static String text(Instant moment) {
    return BASIC.format(moment.atOffset(ZoneOffset.UTC));
  }

  /** Whether a text that is a moment is one in this form. */
  static boolean isBasic(String text) {
    return text.length() == LENGTH;
  }

  /** The moment of such a text, or null. */
  static @Nullable Instant parse(String text) {
    if (text.length() != LENGTH || text.charAt(DATE_LENGTH) != 'T' || !text.endsWith("Z")) {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 4, 6);
    int day = number(text, 6, 8);
    int hour = number(text, 9, 11);
    int minute = number(text, 11, 13);
    int second = number(text, 13, 15);
    if ((year | month | day | hour | minute | second) < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A number of digits only, or -1. */
  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The moment of such a text or of an HTTP date, or null. */
  static @Nullable Instant parseDateField(String text) {
    Instant basic = parse(text);
    return basic != null ? basic : httpDate(text);
  }

  private static @Nullable Instant httpDate(String text) {
    long millis = HttpDate.parse(text, 0);
    return millis == HttpDate.INVALID ? null : Instant.ofEpochMilli(millis);
  }
}

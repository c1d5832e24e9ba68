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
    if (text.length() != LENGTH) {
      return null;
    }
    try {
      return LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
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

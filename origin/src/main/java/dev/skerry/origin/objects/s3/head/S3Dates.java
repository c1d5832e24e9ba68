package dev.skerry.origin.objects.s3.head;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Moments as S3 writes them in XML, and as HTTP does in fields. */
public final class S3Dates {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private S3Dates() {}

  /** As {@code 2026-01-02T03:04:05.000Z}. */
  public static String iso(Instant moment) {
    return ISO.format(moment.truncatedTo(ChronoUnit.MILLIS));
  }

  /** As {@code Fri, 02 Jan 2026 03:04:05 GMT}. */
  public static String http(Instant moment) {
    return HTTP.format(moment);
  }

  /** Reads what {@link #http} gives. */
  public static Optional<Instant> parseHttp(String text) {
    try {
      return Optional.of(HTTP.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Reads a moment of ISO 8601 with its zone, or a date alone. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? Instant.parse(text + "T00:00:00Z")
              : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

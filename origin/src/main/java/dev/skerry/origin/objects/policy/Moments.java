package dev.skerry.origin.objects.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Moments as policies write them: ISO 8601 (a year, a month, a day, or more with a time zone), or
 * seconds since 1970.
 */
final class Moments {
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{5,18}");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Moments() {}

  /** The moment of a text, if it is one. */
  static Optional<Instant> read(String text) {
    try {
      if (SECONDS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (YEAR.matcher(text).matches()) {
        return Optional.of(midnight(Year.parse(text).atDay(1)));
      }
      if (MONTH.matcher(text).matches()) {
        return Optional.of(midnight(YearMonth.parse(text).atDay(1)));
      }
      if (DAY.matcher(text).matches()) {
        return Optional.of(midnight(LocalDate.parse(text)));
      }
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The whole days from a moment until another, as a number, if it is one. */
  static Optional<String> daysBetween(Instant from, String until) {
    return read(until).map(to -> Long.toString(Duration.between(from, to).toDays()));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}

package dev.skerry.edge.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When something is due, in five fields: minute, hour, day of the month, month, day of the week, in
 * UTC. As Vixie's crontab(5) has them: where both fields of days say something, a day that either
 * of them names is meant; a field that begins with {@code *} says nothing by itself.
 *
 * <p>Equal texts are equal expressions.
 */
public final class CronExpression {
  private static final int FIELDS = 5;

  private final String text;
  private final CronField minutes;
  private final CronField hours;
  private final CronField days;
  private final CronField months;
  private final CronField weekdays;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    this.minutes = CronField.Kind.MINUTE.read(fields[0]);
    this.hours = CronField.Kind.HOUR.read(fields[1]);
    this.days = CronField.Kind.DAY.read(fields[2]);
    this.months = CronField.Kind.MONTH.read(fields[3]);
    this.weekdays = CronField.Kind.WEEKDAY.read(fields[4]);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none, or never due; the message goes on from the text
   */
  public static CronExpression parse(String text) {
    String[] fields = text.split("[ \t]+", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "has " + fields.length + (fields.length == 1 ? " field" : " fields"));
    }
    CronExpression read = new CronExpression(text, fields);
    if (!read.isEverDue()) {
      throw new IllegalArgumentException("is never due: none of its months has such a day");
    }
    return read;
  }

  /** The first minute after a moment at which it is due. */
  public Instant next(Instant after) {
    LocalDateTime from =
        LocalDateTime.ofInstant(after.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
            .plusMinutes(1);
    LocalTime time = isDue(from.toLocalDate()) ? timeFrom(from.toLocalTime()) : null;
    LocalDate day = from.toLocalDate();
    while (time == null) {
      day = dayAfter(day);
      time = isDue(day) ? timeFrom(LocalTime.MIDNIGHT) : null;
    }
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  /** The next day; the first of the next month where this month is none of its. */
  private LocalDate dayAfter(LocalDate day) {
    return months.has(day.getMonthValue()) ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
  }

  private boolean isDue(LocalDate day) {
    return months.has(day.getMonthValue()) && isDueInMonth(day);
  }

  private boolean isDueInMonth(LocalDate day) {
    boolean byDay = days.has(day.getDayOfMonth());
    boolean byWeekday = weekdays.has(day.getDayOfWeek().getValue() % 7);
    return either() ? byDay || byWeekday : byDay && byWeekday;
  }

  private boolean either() {
    return !days.isOpen() && !weekdays.isOpen();
  }

  /** The first time of a day that is due; null where there is none from there on. */
  private @Nullable LocalTime timeFrom(LocalTime from) {
    int minute = hours.has(from.getHour()) ? minutes.from(from.getMinute()) : CronField.NONE;
    if (minute != CronField.NONE) {
      return LocalTime.of(from.getHour(), minute);
    }
    int hour = hours.from(from.getHour() + 1);
    return hour == CronField.NONE ? null : LocalTime.of(hour, minutes.from(0));
  }

  /** Whether one of its months has one of its days, in a leap year. */
  private boolean isEverDue() {
    boolean due = either();
    for (int month = months.from(1); month != CronField.NONE; month = months.from(month + 1)) {
      due |= days.from(1) <= Month.of(month).maxLength();
    }
    return due;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression expression && expression.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return text;
  }
}

package dev.skerry.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When schedules are due. */
class CronExpressionTest {
  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *         | 2026-03-01T12:00:00Z   | 2026-03-01T12:01:00Z
          * * * * *         | 2026-03-01T12:00:59.9Z | 2026-03-01T12:01:00Z
          * * * * *         | 2026-12-31T23:59:00Z   | 2027-01-01T00:00:00Z
          */15 * * * *      | 2026-03-01T12:46:00Z   | 2026-03-01T13:00:00Z
          5-20/5 * * * *    | 2026-03-01T12:05:00Z   | 2026-03-01T12:10:00Z
          5-20/5 * * * *    | 2026-03-01T12:20:00Z   | 2026-03-01T13:05:00Z
          0,30 9-17 * * *   | 2026-03-01T17:30:00Z   | 2026-03-02T09:00:00Z
          59 23 31 * *      | 2026-03-31T23:59:00Z   | 2026-05-31T23:59:00Z
          0 0 29 2 *        | 2026-03-01T00:00:00Z   | 2028-02-29T00:00:00Z
          0 0 29 2 *        | 2096-02-29T00:00:00Z   | 2104-02-29T00:00:00Z
          0 0 30 2,4 *      | 2026-01-01T00:00:00Z   | 2026-04-30T00:00:00Z
          0 9 * * mon-fri   | 2026-03-06T09:00:00Z   | 2026-03-09T09:00:00Z
          0 9 * * MON,Wed   | 2026-03-09T09:00:00Z   | 2026-03-11T09:00:00Z
          0 0 * * 0         | 2026-03-02T00:00:00Z   | 2026-03-08T00:00:00Z
          0 0 * * 7         | 2026-03-02T00:00:00Z   | 2026-03-08T00:00:00Z
          0 0 * * 5-7       | 2026-03-07T00:00:00Z   | 2026-03-08T00:00:00Z
          0 0 * * */2       | 2026-03-07T00:00:00Z   | 2026-03-08T00:00:00Z
          0 0 1 jan-mar *   | 2026-03-01T00:00:00Z   | 2027-01-01T00:00:00Z
          0 0 13 * fri      | 2026-03-02T00:00:00Z   | 2026-03-06T00:00:00Z
          0 0 13 * fri      | 2026-04-10T00:00:00Z   | 2026-04-13T00:00:00Z
          0 0 */2 * sun     | 2026-03-02T00:00:00Z   | 2026-03-15T00:00:00Z
          0 0 31 2 mon      | 2026-01-01T00:00:00Z   | 2026-02-02T00:00:00Z
          0 0 29 2 */7      | 2026-01-01T00:00:00Z   | 2032-02-29T00:00:00Z
          30 2 * * *        | 2026-03-29T00:30:00Z   | 2026-03-29T02:30:00Z
          30 2 * * *        | 2026-10-25T02:30:00Z   | 2026-10-26T02:30:00Z
          """)
  void theNextMinuteIsTheOneThatAllFieldsName(String cron, Instant after, Instant next) {
    assertThat(CronExpression.parse(cron).next(after)).isEqualTo(next);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * *           | has 4 fields
          0 * * * * *       | has 6 fields
          @daily            | has 1 field
          60 * * * *        | is wrong at the minute, '60': expected 0 to 59
          * 24 * * *        | is wrong at the hour, '24': expected 0 to 23
          * * 0 * *         | is wrong at the day of the month, '0': expected 1 to 31
          * * * 13 *        | is wrong at the month, '13': expected 1 to 12, or jan to dec
          * * * janu *      | is wrong at the month, 'janu': expected 1 to 12, or jan to dec
          * * * * 8         | is wrong at the day of the week, '8': expected 0 to 7, or sun to sat
          * * L * *         | is wrong at the day of the month, 'L': expected 1 to 31
          * * * * mon#2     | is wrong at the day of the week, 'mon#2': expected 0 to 7, or sun to sat
          -1 * * * *        | is wrong at the minute, '': expected 0 to 59
          1, * * * *        | is wrong at the minute, '': expected 0 to 59
          1-2-3 * * * *     | is wrong at the minute, '1-2-3': expected a number, a range as 1-5, or *, with or without a step as */5
          5/15 * * * *      | is wrong at the minute, '5/15': expected a step behind a range or *, as 5-59/15
          */0 * * * *       | is wrong at the minute, '/0': expected a step from 1 to 59
          */60 * * * *      | is wrong at the minute, '/60': expected a step from 1 to 59
          * 22-2 * * *      | is wrong at the hour, '22-2': expected a range that ends where it begins or later
          * * * * fri-mon   | is wrong at the day of the week, 'fri-mon': expected a range that ends where it begins or later
          0 0 31 2 *        | is never due: none of its months has such a day
          0 0 31 4,6,9,11 * | is never due: none of its months has such a day
          0 0 30 2 */2      | is never due: none of its months has such a day
          """)
  void whatIsNoScheduleIsRefusedWithItsFieldAndWhatWasExpected(String cron, String message) {
    assertThatThrownBy(() -> CronExpression.parse(cron)).hasMessage(message);
  }

  /** A naive twin looks at each minute by itself. */
  @Test
  void noMinuteIsLeftOutAndNoneIsAdded() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      String cron =
          "%d-59/%d %d,%d %d-31/%d %s %d"
              .formatted(
                  random.nextInt(60),
                  1 + random.nextInt(59),
                  random.nextInt(24),
                  random.nextInt(24),
                  1 + random.nextInt(28),
                  1 + random.nextInt(9),
                  random.nextBoolean() ? "*" : "1-12/" + (1 + random.nextInt(3)),
                  random.nextInt(8));
      CronExpression expression = CronExpression.parse(cron);
      Instant after = Instant.ofEpochSecond(random.nextInt(2_000_000_000));
      Instant expected =
          Stream.iterate(
                  Instant.ofEpochSecond(after.getEpochSecond() / 60 * 60 + 60),
                  at -> at.plusSeconds(60))
              .filter(at -> isDue(cron.split(" "), LocalDateTime.ofInstant(at, ZoneOffset.UTC)))
              .findFirst()
              .orElseThrow();
      assertThat(expression.next(after)).as("%s after %s", cron, after).isEqualTo(expected);
    }
  }

  private static boolean isDue(String[] fields, LocalDateTime at) {
    boolean byDay = holds(fields[2], at.getDayOfMonth());
    boolean byWeekday =
        holds(fields[4], at.getDayOfWeek().getValue())
            || (at.getDayOfWeek().getValue() == 7 && holds(fields[4], 0));
    return holds(fields[0], at.getMinute())
        && holds(fields[1], at.getHour())
        && holds(fields[3], at.getMonthValue())
        && (byDay || byWeekday);
  }

  private static boolean holds(String field, int number) {
    if (field.equals("*")) {
      return true;
    }
    if (!field.contains("-")) {
      return Stream.of(field.split(",", -1)).anyMatch(item -> Integer.parseInt(item) == number);
    }
    int first = Integer.parseInt(field.substring(0, field.indexOf('-')));
    int step = Integer.parseInt(field.substring(field.indexOf('/') + 1));
    return number >= first && (number - first) % step == 0;
  }
}

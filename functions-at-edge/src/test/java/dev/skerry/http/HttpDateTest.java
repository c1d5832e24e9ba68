package dev.skerry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          preferred format        | Sun, 06 Nov 1994 08:49:37 GMT  | 1994-11-06T08:49:37Z
          obsolete format         | Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z
          asctime, one digit      | Sun Nov  6 08:49:37 1994       | 1994-11-06T08:49:37Z
          asctime, two digits     | Wed Nov 16 08:49:37 1994       | 1994-11-16T08:49:37Z
          upper-case weekday      | THU, 18 Aug 2050 02:01:18 GMT  | 2050-08-18T02:01:18Z
          upper-case month        | Thu, 18 AUG 2050 02:01:18 GMT  | 2050-08-18T02:01:18Z
          mixed-case zone         | Thu, 18 Aug 2050 02:01:18 gMT  | 2050-08-18T02:01:18Z
          wrong weekday           | Mon, 06 Nov 1994 08:49:37 GMT  | 1994-11-06T08:49:37Z
          leap day                | Thu, 29 Feb 2024 00:00:00 GMT  | 2024-02-29T00:00:00Z
          leap day of a 400th year| Tue, 29 Feb 2000 00:00:00 GMT  | 2000-02-29T00:00:00Z
          leap second             | Sat, 31 Dec 2016 23:59:60 GMT  | 2016-12-31T23:59:59Z
          beyond 32 bits          | Tue, 19 Jan 2038 14:14:08 GMT  | 2038-01-19T14:14:08Z
          far future              | Sun, 21 Nov 2286 04:46:39 GMT  | 2286-11-21T04:46:39Z
          last year               | Fri, 31 Dec 9999 23:59:59 GMT  | 9999-12-31T23:59:59Z
          before 1970             | Wed, 31 Dec 1969 23:59:59 GMT  | 1969-12-31T23:59:59Z
          obsolete, this century  | Thursday, 18-Aug-50 02:01:18 GMT | 2050-08-18T02:01:18Z
          obsolete, 50 years ahead| Thursday, 19-Nov-76 11:59:59 GMT | 2076-11-19T11:59:59Z
          obsolete, beyond that   | Sunday, 22-Nov-76 23:59:59 GMT | 1976-11-22T23:59:59Z
          obsolete, short weekday name | Friday, 13-Nov-26 00:00:00 GMT | 2026-11-13T00:00:00Z
          """)
  void readsDates(String name, String text, String expected) {
    assertThat(Instant.ofEpochMilli(HttpDate.parse(text, NOW))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "foo",
        "Thu, 18 Aug 2050 02:01:18 UTC",
        "Thu, 18 Aug 2050 02:01:18 AEST",
        "Thu, 18 Aug 2050 02:01:18 +00",
        "Thu, 18 Aug 2050 02:01:18",
        "Thu, 18 Aug 50 02:01:18 GMT",
        "Thu 18 Aug 2050 02:01:18 GMT",
        "Thu, 18  Aug  2050 02:01:18 GMT",
        "Thu, 18-Aug-2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02.01.18 GMT",
        "Thu, 18 Aug 2050 2:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 GMT ",
        " Thu, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 24:00:00 GMT",
        "Thu, 18 Aug 2050 02:60:18 GMT",
        "Thu, 18 Aug 2050 02:01:61 GMT",
        "Thu, 00 Aug 2050 02:01:18 GMT",
        "Thu, 32 Aug 2050 02:01:18 GMT",
        "Sat, 31 Apr 2050 02:01:18 GMT",
        "Wed, 29 Feb 2023 00:00:00 GMT",
        "Thu, 29 Feb 1900 00:00:00 GMT",
        "Xyz, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 Xyz 2050 02:01:18 GMT",
        "Thu, 1a Aug 2050 02:01:18 GMT",
        "Thu, 18 Aug 20x0 02:01:18 GMT",
        "Thu, 18 Aug 2050 02:-1:18 GMT",
        "Thursdax, 18-Aug-50 02:01:18 GMT",
        "Thu, 18-Aug-50 02:01:18 GMT",
        "Thursday, 18-Aug-x0 02:01:18 GMT",
        "Thursday, 31-Feb-50 02:01:18 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994 ",
        "Tue 19 Jan 2038 14:14:08 GMT",
        "2050-08-18T02:01:18Z",
      })
  void refusesAllElse(String text) {
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(HttpDate.INVALID);
  }

  @Test
  void aMissingDateIsInvalid() {
    assertThat(HttpDate.parse(null, NOW)).isEqualTo(HttpDate.INVALID);
  }

  @Test
  void whatIsWrittenIsReadBackAndIsWhatTheJdkWrites() {
    DateTimeFormatter reference =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long millis = random.nextLong(253_402_300_799L) * 1000;
      String text = HttpDate.format(millis);
      assertThat(text)
          .as("seed %s", seed)
          .isEqualTo(reference.format(Instant.ofEpochMilli(millis)));
      assertThat(HttpDate.parse(text, NOW)).isEqualTo(millis);
    }
  }

  @Test
  void writesNothingBeyondTheYears1970To9999() {
    assertThat(HttpDate.format(Long.MIN_VALUE)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(HttpDate.format(Long.MAX_VALUE)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
  }
}

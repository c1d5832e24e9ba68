package dev.skerry.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Dates as HTTP writes them (RFC 9110 §5.6.7): reads the three formats, writes the preferred one.
 *
 * <p>Names and {@code GMT} are read without regard to case, as RFC 9111 §4.2 asks of caches. The
 * day of the week must be one, but need not be the right one: it carries no information. Any other
 * deviation (another zone, one-digit hours, doubled spaces, days that a month has not) is invalid.
 */
public final class HttpDate {
  /** What {@link #parse} returns for a value that is no date. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String[] LONG_DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final int IMF_LENGTH = 29;
  private static final int ASCTIME_LENGTH = 24;

  /** Seconds of 9999-12-31T23:59:59Z, the last moment that four digits of year can say. */
  private static final long LAST_MILLIS = 253_402_300_799_000L;

  private HttpDate() {}

  /**
   * Reads a date.
   *
   * @param value a field value; null is invalid
   * @param nowMillis the present, which decides the century of an obsolete two-digit year: the
   *     latest that is not more than 50 years ahead
   * @return milliseconds since 1970, or {@link #INVALID}
   */
  public static long parse(@Nullable String value, long nowMillis) {
    if (value == null) {
      return INVALID;
    }
    if (value.length() == IMF_LENGTH && value.charAt(3) == ',') {
      return parseImf(value);
    }
    if (value.length() == ASCTIME_LENGTH && value.charAt(3) == ' ') {
      return parseAsctime(value);
    }
    return parseObsolete(value, nowMillis);
  }

  /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  private static long parseImf(String s) {
    if (indexIn(DAYS, s, 0) < 0
        || s.charAt(4) != ' '
        || s.charAt(7) != ' '
        || s.charAt(11) != ' '
        || s.charAt(16) != ' '
        || !endsWithGmt(s, 25)) {
      return INVALID;
    }
    return millis(digits(s, 12, 4), indexIn(MONTHS, s, 8), digits(s, 5, 2), timeOfDay(s, 17));
  }

  /** {@code Sun Nov 6 08:49:37 1994}. */
  private static long parseAsctime(String s) {
    if (indexIn(DAYS, s, 0) < 0
        || s.charAt(7) != ' '
        || s.charAt(10) != ' '
        || s.charAt(19) != ' ') {
      return INVALID;
    }
    int day = s.charAt(8) == ' ' ? digits(s, 9, 1) : digits(s, 8, 2);
    return millis(digits(s, 20, 4), indexIn(MONTHS, s, 4), day, timeOfDay(s, 11));
  }

  /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
  private static long parseObsolete(String s, long nowMillis) {
    int comma = s.indexOf(',');
    if (comma < 6 || s.length() != comma + 24 || !isLongDay(s, comma)) {
      return INVALID;
    }
    int d = comma + 2;
    if (s.charAt(comma + 1) != ' '
        || s.charAt(d + 2) != '-'
        || s.charAt(d + 6) != '-'
        || s.charAt(d + 9) != ' '
        || !endsWithGmt(s, d + 18)) {
      return INVALID;
    }
    int year = digits(s, d + 7, 2);
    int month = indexIn(MONTHS, s, d + 3);
    int day = digits(s, d, 2);
    long time = timeOfDay(s, d + 10);
    if (year < 0) {
      return INVALID;
    }
    long yearsSinceEpoch = Math.floorDiv(nowMillis, MILLIS_PER_DAY) * 400 / 146_097;
    int century = (int) (1970 + yearsSinceEpoch) / 100 * 100;
    long latest = nowMillis + 50 * 146_097 * MILLIS_PER_DAY / 400;
    for (int c = century + 100; c >= century - 100; c -= 100) {
      long candidate = millis(c + year, month, day, time);
      if (candidate != INVALID && candidate <= latest) {
        return candidate;
      }
    }
    return INVALID;
  }

  /**
   * Writes a date as {@code Sun, 06 Nov 1994 08:49:37 GMT}; beyond the year 9999 it stays there.
   */
  public static String format(long epochMillis) {
    long clamped = Math.clamp(epochMillis, 0, LAST_MILLIS);
    long day = clamped / MILLIS_PER_DAY;
    int second = (int) (clamped % MILLIS_PER_DAY / 1000);
    byte[] out = new byte[IMF_LENGTH];
    name(out, 0, DAYS, (int) ((day + 3) % 7));
    out[3] = ',';
    out[4] = ' ';
    writeDay(out, day);
    out[16] = ' ';
    twoDigits(out, 17, second / 3600);
    out[19] = ':';
    twoDigits(out, 20, second / 60 % 60);
    out[22] = ':';
    twoDigits(out, 23, second % 60);
    out[25] = ' ';
    out[26] = 'G';
    out[27] = 'M';
    out[28] = 'T';
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  /** Days since 1970 to a date, by the shifted-March calendar of 400-year eras. */
  private static void writeDay(byte[] out, long epochDay) {
    int shifted = (int) epochDay + 719_468;
    int era = shifted / 146_097;
    int dayOfEra = shifted - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10;
    int year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0);
    twoDigits(out, 5, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    out[7] = ' ';
    name(out, 8, MONTHS, month);
    out[11] = ' ';
    twoDigits(out, 12, year / 100);
    twoDigits(out, 14, year % 100);
  }

  /**
   * A date to milliseconds; any negative part, or a day that the month has not, makes it invalid.
   */
  private static long millis(int year, int month, int day, long secondOfDay) {
    if (year < 0 || month < 0 || day < 1 || secondOfDay < 0 || day > monthLength(year, month)) {
      return INVALID;
    }
    int y = month <= 1 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int shiftedMonth = month <= 1 ? month + 10 : month - 2;
    int dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    long epochDay = era * 146_097L + dayOfEra - 719_468;
    return epochDay * MILLIS_PER_DAY + secondOfDay * 1000;
  }

  private static int monthLength(int year, int month) {
    if (month == 1) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 3 || month == 5 || month == 8 || month == 10 ? 30 : 31;
  }

  /** {@code 08:49:37} to seconds, -1 if malformed; a leap second counts as the one before it. */
  private static long timeOfDay(String s, int at) {
    int hour = digits(s, at, 2);
    int minute = digits(s, at + 3, 2);
    int second = digits(s, at + 6, 2);
    if (s.charAt(at + 2) != ':'
        || s.charAt(at + 5) != ':'
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 60) {
      return -1;
    }
    return hour * 3600L + minute * 60L + Math.min(second, 59);
  }

  private static int digits(String s, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      int digit = s.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int indexIn(String names, String s, int at) {
    for (int i = 0; i < names.length(); i += 3) {
      if (s.regionMatches(true, at, names, i, 3)) {
        return i / 3;
      }
    }
    return -1;
  }

  private static boolean isLongDay(String s, int length) {
    for (String day : LONG_DAYS) {
      if (day.length() == length && s.regionMatches(true, 0, day, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithGmt(String s, int at) {
    return s.regionMatches(true, at, " GMT", 0, 4);
  }

  private static void name(byte[] out, int at, String names, int index) {
    for (int i = 0; i < 3; i++) {
      out[at + i] = (byte) names.charAt(3 * index + i);
    }
  }

  private static void twoDigits(byte[] out, int at, int number) {
    out[at] = (byte) ('0' + number / 10);
    out[at + 1] = (byte) ('0' + number % 10);
  }
}

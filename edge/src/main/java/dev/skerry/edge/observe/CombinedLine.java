package dev.skerry.edge.observe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Apache's combined log format, and after it the duration in seconds and what the cache did: {@code
 * 192.0.2.1 - - [31/Jan/2026:23:59:59 +0000] "GET /a HTTP/1.1" 200 12 "-" "curl/8" 0.000123 hit}.
 */
final class CombinedLine implements LineFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss +0000", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private long second = Long.MIN_VALUE;
  private String secondText = "";

  @Override
  public void append(ExchangeRecord exchange, LineBuffer line) {
    line.put(LineFormat.address(exchange)).put(" - - [").put(time(exchange.startMillis));
    line.put("] \"").quotable(exchange.method, MAX_TEXT).put(' ');
    line.quotable(exchange.path, MAX_TARGET);
    String query = exchange.query;
    if (query != null) {
      line.put('?').quotable(query, Math.max(0, MAX_TARGET - exchange.path.length()));
    }
    line.put(' ').put(exchange.version.text()).put("\" ");
    line.threeDigits(exchange.status).put(' ').put(exchange.contentBytes).put(' ');
    quoted(line, exchange.referer);
    quoted(line.put(' '), exchange.userAgent);
    seconds(line.put(' '), exchange.durationNanos());
    line.put(' ').put(exchange.verdict.label()).put('\n');
  }

  private static void quoted(LineBuffer line, @Nullable String value) {
    line.put('"').quotable(value == null ? "-" : value, MAX_TEXT).put('"');
  }

  private static void seconds(LineBuffer line, long nanos) {
    long micros = LineFormat.micros(nanos);
    long perSecond = TimeUnit.SECONDS.toMicros(1);
    long rest = micros % perSecond;
    line.put(micros / perSecond).put('.').threeDigits(rest / 1_000).threeDigits(rest % 1_000);
  }

  private String time(long millis) {
    long wholeSecond = Math.floorDiv(millis, 1_000L);
    if (wholeSecond != second) {
      secondText = TIME.format(Instant.ofEpochSecond(wholeSecond));
      second = wholeSecond;
    }
    return secondText;
  }
}

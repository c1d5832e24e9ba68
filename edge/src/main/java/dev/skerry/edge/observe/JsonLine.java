package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ProxyError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object per exchange; what does not apply is left out.
 *
 * <p>Durations are whole microseconds and their names say so.
 */
final class JsonLine implements LineFormat {
  private final List<String> extraFields;

  private long second = Long.MIN_VALUE;
  private String secondText = "";

  /**
   * Makes the format.
   *
   * @param extraFields the request fields whose values are in {@link ExchangeRecord#extra}
   */
  JsonLine(List<String> extraFields) {
    this.extraFields = extraFields;
  }

  @Override
  public void append(ExchangeRecord exchange, LineBuffer line) {
    time(exchange.startMillis, line.put("{\"time\":\""));
    text(line, "remote", LineFormat.address(exchange));
    number(line, "port", exchange.remote.getPort());
    text(line, "method", exchange.method);
    text(line, "scheme", exchange.scheme);
    text(line, "host", exchange.authority);
    target(exchange, line);
    text(line, "version", exchange.version.text());
    number(line, "status", exchange.status);
    number(line, "bytes", exchange.contentBytes);
    if (exchange.requestContentBytes > 0) {
      number(line, "request_bytes", exchange.requestContentBytes);
    }
    number(line, "duration_us", LineFormat.micros(exchange.durationNanos()));
    if (exchange.headNanos != 0) {
      number(line, "first_byte_us", LineFormat.micros(exchange.firstByteNanos()));
    }
    edge(exchange, line);
    origin(exchange, line);
    viewer(exchange, line);
    line.put("}\n");
  }

  private static void edge(ExchangeRecord exchange, LineBuffer line) {
    text(line, "site", exchange.site);
    text(line, "rule", exchange.rule);
    text(line, "cache", exchange.verdict.label());
    text(line, "cache_status", exchange.cacheStatus);
    ProxyError error = exchange.error;
    if (error != null) {
      text(line, "error", error.type().token());
      text(line, "error_details", error.details());
    }
    if (exchange.aborted) {
      line.put(",\"aborted\":true");
    }
  }

  private static void origin(ExchangeRecord exchange, LineBuffer line) {
    text(line, "origin", exchange.origin);
    if (exchange.originStatus != 0) {
      number(line, "origin_status", exchange.originStatus);
    }
    if (exchange.originHeadNanos != 0) {
      number(line, "origin_us", LineFormat.micros(exchange.originNanos()));
    }
  }

  private void viewer(ExchangeRecord exchange, LineBuffer line) {
    text(line, "tls", exchange.tlsVersion);
    text(line, "user_agent", exchange.userAgent);
    text(line, "referer", exchange.referer);
    text(line, "request_id", exchange.requestId);
    @Nullable String @Nullable [] values = exchange.extra;
    if (values != null && values.length > 0) {
      line.put(",\"fields\":{");
      int start = line.size();
      for (int i = 0; i < values.length; i++) {
        String value = values[i];
        if (value != null) {
          line.put(line.size() == start ? "\"" : ",\"").json(extraFields.get(i), MAX_TEXT);
          line.put("\":\"").json(value, MAX_TEXT).put('"');
        }
      }
      line.put('}');
    }
  }

  private static void target(ExchangeRecord exchange, LineBuffer line) {
    line.put(",\"target\":\"").json(exchange.path, MAX_TARGET);
    String query = exchange.query;
    if (query != null) {
      line.put('?').json(query, Math.max(0, MAX_TARGET - exchange.path.length()));
    }
    line.put('"');
  }

  private static void text(LineBuffer line, String name, @Nullable String value) {
    if (value != null) {
      line.put(",\"").put(name).put("\":\"").json(value, MAX_TEXT).put('"');
    }
  }

  private static void number(LineBuffer line, String name, long value) {
    line.put(",\"").put(name).put("\":").put(value);
  }

  /** {@code 2026-01-31T23:59:59.123Z"}: ISO 8601 with milliseconds, always UTC. */
  private void time(long millis, LineBuffer line) {
    long wholeSecond = Math.floorDiv(millis, 1_000L);
    if (wholeSecond != second) {
      String instant = Instant.ofEpochSecond(wholeSecond).toString();
      secondText = instant.substring(0, instant.length() - 1);
      second = wholeSecond;
    }
    line.put(secondText).put('.').threeDigits(Math.floorMod(millis, 1_000L)).put("Z\"");
  }
}

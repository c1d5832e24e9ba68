package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records for tests. */
final class Exchanges {
  static final long START_MILLIS = Instant.parse("2026-01-31T23:59:59.007Z").toEpochMilli();
  static final long START_NANOS = 1_000;

  private Exchanges() {}

  /** A hit of 12 bytes that took 123 µs, its head 45 µs. */
  static ExchangeRecord hit(String path, @Nullable String query) {
    return hit(path, query, Fields.of("user-agent", "curl/8", "referer", "https://a.test/"));
  }

  static ExchangeRecord hit(String path, @Nullable String query, Fields fields) {
    Request request = new Request("GET", "https", "www.a.test", path, query, fields);
    ExchangeRecord exchange = new ExchangeRecord(request, viewer(), START_MILLIS, START_NANOS);
    exchange.describe(request, List.of("x-a", "x-b"));
    exchange.site = "a";
    exchange.verdict = CacheVerdict.HIT;
    exchange.status = 200;
    exchange.contentBytes = 12;
    exchange.headNanos = START_NANOS + TimeUnit.MICROSECONDS.toNanos(45);
    exchange.endNanos = START_NANOS + TimeUnit.MICROSECONDS.toNanos(123);
    return exchange;
  }

  private static ConnectionFacts viewer() {
    return new ConnectionFacts(address(4711), address(443), true, "TLSv1.3", "X", "www.a.test");
  }

  private static InetSocketAddress address(int port) {
    try {
      byte[] documentation = {(byte) 192, 0, 2, 1};
      return new InetSocketAddress(InetAddress.getByAddress(documentation), port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}

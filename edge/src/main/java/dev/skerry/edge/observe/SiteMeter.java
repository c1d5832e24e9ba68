package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ProxyError;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

/** The counters of one site. */
final class SiteMeter {
  /** Methods and status codes for one verdict; no honest site comes near. */
  private static final int MAX_COMBINATIONS = 200;

  // The row of stripes.
  private static final int BYTES_IN = 0;
  private static final int BYTES_OUT = 1;
  private static final int ABORTED = 2;
  private static final int DURATION = 3;
  private static final int FIRST_BYTE = DURATION + Buckets.COUNTERS;
  private static final int ORIGIN = FIRST_BYTE + Buckets.COUNTERS;
  private static final int COUNTERS = ORIGIN + Buckets.COUNTERS;

  private final Labels site;
  private final Stripes stripes = new Stripes(COUNTERS);
  private final EnumMap<CacheVerdict, KeyedCounters> requests = new EnumMap<>(CacheVerdict.class);
  private final ErrorCounters errors = new ErrorCounters();

  SiteMeter(String name) {
    site = Labels.of("site", name);
    for (CacheVerdict verdict : CacheVerdict.values()) {
      requests.put(verdict, new KeyedCounters(MAX_COMBINATIONS));
    }
  }

  /** Counts an exchange that is over. */
  void count(ExchangeRecord exchange) {
    requestsOf(exchange.verdict).add(combination(exchange), 1);
    int mine = stripes.mine();
    if (exchange.requestContentBytes > 0) {
      stripes.add(mine, BYTES_IN, exchange.requestContentBytes);
    }
    stripes.add(mine, BYTES_OUT, exchange.contentBytes);
    Buckets.count(stripes, mine, DURATION, exchange.durationNanos());
    if (exchange.headNanos != 0) {
      Buckets.count(stripes, mine, FIRST_BYTE, exchange.firstByteNanos());
    }
    if (exchange.originHeadNanos != 0) {
      Buckets.count(stripes, mine, ORIGIN, exchange.originNanos());
    }
    if (exchange.aborted) {
      stripes.add(mine, ABORTED, 1);
    }
    ProxyError error = exchange.error;
    if (error != null) {
      errors.add(error.type());
    }
  }

  private KeyedCounters requestsOf(CacheVerdict verdict) {
    return Objects.requireNonNull(requests.get(verdict));
  }

  /** The status in the lowest ten bits, above it the method. */
  private static int combination(ExchangeRecord exchange) {
    return StatusCode.bounded(exchange.status) | MethodClass.number(exchange.method) << 10;
  }

  /** The figures of the moment, with times to the first byte in classes up to these bounds. */
  SiteFigures figures(String name, List<Long> boundsMicros) {
    long[] sums = new long[4];
    requests.forEach(
        (verdict, counters) ->
            counters.forEach(
                (key, count) -> {
                  sums[0] += count;
                  if (verdict == CacheVerdict.HIT || verdict == CacheVerdict.STALE) {
                    sums[1] += count;
                  }
                  int hundreds = key == KeyedCounters.OVERFLOW ? 0 : (key & 0x3FF) / 100;
                  sums[2] += hundreds == 4 ? count : 0;
                  sums[3] += hundreds == 5 ? count : 0;
                }));
    return new SiteFigures(
        name,
        sums[0],
        sums[1],
        stripes.sum(BYTES_OUT),
        sums[2],
        sums[3],
        Buckets.read(stripes, FIRST_BYTE, boundsMicros));
  }

  void writeRequests(MetricsText text, String name) {
    requests.forEach(
        (verdict, counters) -> {
          Labels labels = site.and("cache", verdict.label());
          counters.forEach(
              (key, count) -> {
                boolean other = key == KeyedCounters.OVERFLOW;
                String method = other ? "other" : MethodClass.label(key >> 10);
                String code = other ? "other" : StatusCode.label(key & 0x3FF);
                text.sample(name, labels.and("method", method).and("code", code), count);
              });
        });
  }

  void writeErrors(MetricsText text, String name) {
    errors.write(text, name, site);
  }

  void writeBytesIn(MetricsText text, String name) {
    text.sample(name, site, stripes.sum(BYTES_IN));
  }

  void writeBytesOut(MetricsText text, String name) {
    text.sample(name, site, stripes.sum(BYTES_OUT));
  }

  void writeAborted(MetricsText text, String name) {
    text.sample(name, site, stripes.sum(ABORTED));
  }

  void writeDuration(MetricsText text, String name) {
    Buckets.write(text, name, site, stripes, DURATION);
  }

  void writeFirstByte(MetricsText text, String name) {
    Buckets.write(text, name, site, stripes, FIRST_BYTE);
  }

  void writeOrigin(MetricsText text, String name) {
    Buckets.write(text, name, site, stripes, ORIGIN);
  }
}

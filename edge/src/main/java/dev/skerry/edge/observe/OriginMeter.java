package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ProxyError;

/** The counters of one origin. */
final class OriginMeter {
  private static final int MAX_CODES = 200;

  private final Labels origin;
  private final KeyedCounters requests = new KeyedCounters(MAX_CODES);
  private final ErrorCounters errors = new ErrorCounters();

  OriginMeter(String name) {
    origin = Labels.of("origin", name);
  }

  void count(ExchangeRecord exchange) {
    requests.add(StatusCode.bounded(exchange.originStatus), 1);
    ProxyError error = exchange.error;
    if (error != null && error.type().source() == ProxyError.Source.ORIGIN) {
      errors.add(error.type());
    }
  }

  void writeRequests(MetricsText text, String name) {
    requests.forEach(
        (key, count) -> {
          String code = key == KeyedCounters.OVERFLOW ? "other" : StatusCode.label(key);
          text.sample(name, origin.and("code", code), count);
        });
  }

  void writeErrors(MetricsText text, String name) {
    errors.write(text, name, origin);
  }
}

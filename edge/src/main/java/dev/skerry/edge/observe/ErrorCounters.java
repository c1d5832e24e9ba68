package dev.skerry.edge.observe;

import dev.skerry.edge.flow.ProxyError;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts errors by their type. */
final class ErrorCounters {
  private final ConcurrentHashMap<ProxyError.Type, LongAdder> counts = new ConcurrentHashMap<>();

  void add(ProxyError.Type type) {
    counts.computeIfAbsent(type, any -> new LongAdder()).increment();
  }

  void write(MetricsText text, String name, Labels owner) {
    counts.forEach((type, n) -> text.sample(name, owner.and("type", type.token()), n.sum()));
  }
}

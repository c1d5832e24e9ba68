package dev.skerry.control.purges;

import dev.skerry.origin.engine.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Up to which number each edge has applied the purges. Kept in memory; on the engine only now and
 * then, for an edge says it anew when it comes back.
 *
 * <p>When each of the newest {@value #RECENT} purges arrived is remembered, too. May be used by any
 * thread.
 */
final class Acknowledgements {
  private static final int RECENT = 256;

  private final Engine engine;
  private final LongSupplier nanos;
  private final Map<String, Long> applied = new ConcurrentHashMap<>();
  private final Map<String, Long> written = new HashMap<>();
  private final ConcurrentSkipListMap<Long, Delivery> recent = new ConcurrentSkipListMap<>();

  /** Those of an engine, by nanoseconds of any beginning. */
  Acknowledgements(Engine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
    applied.putAll(engine.read(PurgeRows::applied));
    written.putAll(applied);
  }

  /** Begins to watch over a purge that no edge has been told yet. */
  Delivery begin(long sequence, long sinceNanos) {
    Delivery delivery = new Delivery(sequence, sinceNanos);
    recent.put(sequence, delivery);
    if (recent.size() > RECENT) {
      recent.pollFirstEntry();
    }
    return delivery;
  }

  /** The delivery of a purge, if it is one of the newest. */
  @Nullable Delivery find(long sequence) {
    return recent.get(sequence);
  }

  /**
   * An edge says up to which number it has applied all purges. What it has said before holds on: it
   * has nothing any more that was fetched before.
   */
  void applied(String edge, long upTo) {
    long from = upTo(edge);
    if (upTo > from) {
      applied.merge(edge, upTo, Math::max);
      long now = nanos.getAsLong();
      recent
          .subMap(from, false, upTo, true)
          .values()
          .forEach(delivery -> delivery.applied(edge, now));
    }
  }

  /** Up to which number an edge has applied the purges, 0 for none. */
  long upTo(String edge) {
    return applied.getOrDefault(edge, 0L);
  }

  /** Forgets an edge that is no more; what is written of it goes with the next {@link #write}. */
  void forget(String edge) {
    applied.remove(edge);
  }

  /** Forgets all edges but these: those that went while nobody was here to hear of it. */
  void retain(Collection<String> edges) {
    applied.keySet().retainAll(edges);
  }

  /** Writes down what has changed; to be called now and then. */
  synchronized void write() {
    Map<String, Long> now = new HashMap<>(applied);
    Map<String, Long> changed = new HashMap<>(now);
    changed.entrySet().removeAll(written.entrySet());
    Set<String> gone = new HashSet<>(written.keySet());
    gone.removeAll(now.keySet());
    if (!changed.isEmpty() || !gone.isEmpty()) {
      engine.write(
          transaction -> {
            changed.forEach((edge, upTo) -> PurgeRows.putApplied(transaction, edge, upTo));
            gone.forEach(edge -> PurgeRows.deleteApplied(transaction, edge));
          });
      written.putAll(changed);
      written.keySet().removeAll(gone);
    }
  }
}

package dev.skerry.control.changes;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.edge.observe.DurationHistogram;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes from the commit of a change until every connected edge has purged it. Purges
 * are waited for in the order of their numbers, on a virtual thread; where {@value #WAITING_MAX}
 * wait already, more are not measured, and counted.
 */
final class Arrivals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
  private static final int WAITING_MAX = 1_000;

  /** An edge that has not purged so long after the purge was ordered counts as if it had. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Fleet fleet;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final LongAdder unmeasured = new LongAdder();
  private @Nullable Thread thread;

  /** Changes that are purged when the edges have applied all purges up to a number. */
  private record Batch(long upTo, long orderedNanos, List<Instant> committed, Source of) {}

  /** Where delays of one source are counted. */
  static final class Source {
    final DurationHistogram histogram = new DurationHistogram();
    volatile @Nullable Duration latest;
  }

  Arrivals(Fleet fleet, InstantSource clock, LongSupplier nanos) {
    this.fleet = fleet;
    this.clock = clock;
    this.nanos = nanos;
  }

  void start() {
    thread = Thread.ofVirtual().name("changes-arrivals").start(this::run);
  }

  /** Changes of a source, with the times of their commits, have become purges up to a number. */
  void expect(long upTo, List<Instant> committed, Source of) {
    if (!waiting.offer(new Batch(upTo, nanos.getAsLong(), committed, of))) {
      unmeasured.add(committed.size());
    }
  }

  /** How many changes were not measured. */
  long unmeasured() {
    return unmeasured.sum();
  }

  private void run() {
    try {
      while (true) {
        arrived(waiting.take());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void arrived(Batch next) throws InterruptedException {
    try {
      long patience = next.orderedNanos + PATIENCE.toNanos() - nanos.getAsLong();
      var _ = fleet.awaitApplied(next.upTo, Duration.ofNanos(Math.max(0, patience)));
      count(next, clock.instant());
    } catch (RuntimeException e) {
      log.error("the way of purges up to {} to the edges was not measured", next.upTo, e);
      unmeasured.add(next.committed.size());
    }
  }

  private static void count(Batch batch, Instant now) {
    for (Instant committed : batch.committed) {
      batch.of.histogram.count(since(committed, now).toNanos());
    }
    batch.of.latest = since(batch.committed.getFirst(), now);
  }

  /** Clocks may have been set meanwhile. */
  private static Duration since(Instant committed, Instant now) {
    return now.isBefore(committed) ? Duration.ZERO : Duration.between(committed, now);
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}

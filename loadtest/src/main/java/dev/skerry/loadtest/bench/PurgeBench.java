package dev.skerry.loadtest.bench;

import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.purge.Ticket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Asks whether a purge concerns a stored response, with purges of others remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PurgeBench {
  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, InstantSource.system());
  private final PurgeableSample stored = new PurgeableSample(purges.begin());

  public PurgeBench() {
    for (int i = 0; i < 1_000; i++) {
      other(i);
    }
  }

  private void other(int number) {
    purges.apply(null, List.of(new Selector.Tag("product-" + number)), false);
    purges.apply(null, List.of(new Selector.Url("www.example.org/p/" + number)), false);
  }

  /** Nothing was purged since the last look-up. */
  @Benchmark
  public PurgeState nothingNew() {
    return purges.check(stored);
  }

  /** A fetch begins and its response is looked up before the next purge. */
  @Benchmark
  public PurgeState fresh() {
    Ticket ticket = purges.begin();
    try {
      return purges.check(new PurgeableSample(ticket));
    } finally {
      ticket.release();
    }
  }

  /** Another is purged, and the response is compared with that by URL, host and tags. */
  @Benchmark
  public PurgeState oneMore() {
    purges.apply(null, List.of(new Selector.Url("www.example.org/p/1")), false);
    return purges.check(stored);
  }
}

package dev.skerry.loadtest.bench;

import dev.skerry.edge.semantics.CacheControl;
import dev.skerry.edge.semantics.CachePolicy;
import dev.skerry.edge.semantics.Freshness;
import dev.skerry.edge.semantics.Reuse;
import dev.skerry.http.Request;
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

/** Decides whether a fresh stored response may be served, the viewer's directives read anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReuseBench {
  private static final long STORED_MILLIS = 1_769_903_999_000L;

  private final Request request = Samples.request();
  private final Freshness stored =
      new Freshness(
          STORED_MILLIS,
          0,
          3_600_000,
          60_000,
          0,
          Freshness.Source.MAX_AGE,
          Freshness.Staleness.ALLOWED);
  private long now = STORED_MILLIS + 12_000;

  @Benchmark
  public Reuse decide() {
    CacheControl viewer = CacheControl.ofRequest(request.fields());
    return Reuse.decide(viewer, stored, now++, CachePolicy.DEFAULT);
  }
}

package dev.skerry.loadtest.bench;

import dev.skerry.edge.cache.PackedFields;
import dev.skerry.edge.semantics.NotModified;
import dev.skerry.edge.semantics.Preconditions;
import dev.skerry.edge.semantics.Validators;
import dev.skerry.http.Fields;
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

/**
 * Decides whether a viewer has what is stored, and makes the fields of the 304 (RFC 9111 §4.3.2).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConditionBench {
  private static final long STORED_MILLIS = 1_769_903_999_000L;

  private final Request plain = Samples.request();
  private final Request byTag = Samples.request("if-none-match", "W/\"12\", \"5f3a\"");
  private final Request byDate =
      Samples.request("if-modified-since", "Sat, 31 Jan 2026 00:00:00 GMT");
  private final Fields stored = Samples.response().fields();
  private final PackedFields packed = PackedFields.of(stored);
  private final Validators validators = Validators.of(stored);

  /** Without preconditions, as most requests are. */
  @Benchmark
  public Preconditions.Outcome none() {
    return Preconditions.evaluate(plain, 200, validators, STORED_MILLIS);
  }

  /** By entity tag. */
  @Benchmark
  public Preconditions.Outcome byTag() {
    return Preconditions.evaluate(byTag, 200, validators, STORED_MILLIS);
  }

  /** By date. */
  @Benchmark
  public Preconditions.Outcome byDate() {
    return Preconditions.evaluate(byDate, 200, validators, STORED_MILLIS);
  }

  /** What the 304 carries. */
  @Benchmark
  public Fields fields() {
    return packed.toFields(NotModified::has);
  }
}

package dev.skerry.loadtest.bench;

import dev.skerry.edge.config.AccessLogSettings;
import dev.skerry.edge.observe.AccessLog;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.observe.Metrics;
import dev.skerry.edge.observe.MetricsText;
import dev.skerry.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an exchange pays for being measured and logged; with {@code -t 2} as two event loops. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ObserveBench {
  private final Request request = Samples.request();
  private final ExchangeRecord exchange = Samples.exchange(request);
  private final Metrics metrics = new Metrics();
  private final AccessLog log = toNowhere();

  public ObserveBench() {
    metrics.sites(List.of("example", "other"));
  }

  private static AccessLog toNowhere() {
    try {
      return AccessLog.open(
          new AccessLogSettings(AccessLogSettings.Format.JSON, "/dev/null", List.of(), 64 * 1024));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts one exchange. */
  @Benchmark
  public void metrics() {
    metrics.finished(exchange);
  }

  /** Fills a record in and hands it to the writer, or drops it where that cannot keep up. */
  @Benchmark
  public boolean log() {
    return log.log(Samples.exchange(request));
  }

  /** Renders a scrape. */
  @Benchmark
  public String scrape() {
    return MetricsText.write(metrics);
  }

  @TearDown
  public void close() {
    log.close();
  }
}

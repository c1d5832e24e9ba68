package dev.skerry.loadtest.bench;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.config.KeyPolicy;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.exchange.KeyBuilder;
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

/** Makes the cache key of a browser's request, by the default policy and by one that takes more. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyBench {
  private final Request request = Samples.request();
  private final Site site = Samples.site("");
  private final KeyPolicy plain = site.defaultRule().key();
  private final KeyPolicy more =
      Samples.site("key: {headers: [accept-language], cookies: [theme]}").defaultRule().key();

  /** Host, path and the whole query. */
  @Benchmark
  public CacheKey plain() {
    return KeyBuilder.of(site, plain, request);
  }

  /** A field and a cookie besides. */
  @Benchmark
  public CacheKey withFieldAndCookie() {
    return KeyBuilder.of(site, more, request);
  }
}

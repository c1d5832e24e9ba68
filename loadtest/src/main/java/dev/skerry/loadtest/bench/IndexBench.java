package dev.skerry.loadtest.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.index.WeighedIndex;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * Looks stored things up and puts them in, in the index and for comparison in Caffeine; with {@code
 * -t 2} as two event loops.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexBench {
  private static final int KEYS = 1 << 17;
  private static final int WEIGHT = 2_048;

  private final CacheKey[] keys = new CacheKey[KEYS];
  private final WeighedIndex<CacheKey, String> index =
      new WeighedIndex<>((long) KEYS * WEIGHT, value -> WEIGHT, (key, value) -> {});
  private final WeighedIndex<CacheKey, String> full =
      new WeighedIndex<>((long) KEYS / 2 * WEIGHT, value -> WEIGHT, (key, value) -> {});
  private final Cache<CacheKey, String> caffeine =
      Caffeine.newBuilder()
          .maximumWeight((long) KEYS * WEIGHT)
          .weigher((CacheKey key, String value) -> WEIGHT)
          .executor(Runnable::run)
          .build();
  private final Cache<CacheKey, String> fullCaffeine =
      Caffeine.newBuilder()
          .maximumWeight((long) KEYS / 2 * WEIGHT)
          .weigher((CacheKey key, String value) -> WEIGHT)
          .executor(Runnable::run)
          .build();

  public IndexBench() {
    for (int i = 0; i < KEYS; i++) {
      keys[i] = new CacheKey("site", "http(s)", "www.example.org/assets/" + i + ".js", null);
      index.update(keys[i], old -> "stored");
      full.update(keys[i], old -> "stored");
      caffeine.put(keys[i], "stored");
      fullCaffeine.put(keys[i], "stored");
    }
  }

  /** Which keys a thread asks for: few of them often. */
  @State(Scope.Thread)
  public static class Wanted {
    private final int[] order = new int[1 << 16];
    private int at;

    public Wanted() {
      SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());
      for (int i = 0; i < order.length; i++) {
        order[i] = (int) Math.pow(KEYS, random.nextDouble()) - 1;
      }
    }

    int next() {
      return order[at++ & order.length - 1];
    }
  }

  /** A hit. */
  @Benchmark
  public @Nullable String hit(Wanted wanted) {
    return index.get(keys[wanted.next()]);
  }

  /** A hit in Caffeine. */
  @Benchmark
  public @Nullable String hitInCaffeine(Wanted wanted) {
    return caffeine.getIfPresent(keys[wanted.next()]);
  }

  /** A look-up, and where it is a miss something new for which another must go. */
  @Benchmark
  public @Nullable String fill(Wanted wanted) {
    CacheKey key = keys[KEYS - 1 - wanted.next()];
    String found = full.get(key);
    return found == null ? full.update(key, old -> "stored") : found;
  }

  /** The same in Caffeine. */
  @Benchmark
  public String fillInCaffeine(Wanted wanted) {
    CacheKey key = keys[KEYS - 1 - wanted.next()];
    String found = fullCaffeine.getIfPresent(key);
    if (found == null) {
      fullCaffeine.put(key, "stored");
      return "stored";
    }
    return found;
  }
}

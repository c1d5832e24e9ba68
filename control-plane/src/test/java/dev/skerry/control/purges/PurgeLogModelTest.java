package dev.skerry.control.purges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random orders, restarts, trimming and raising on the real log and on a naive twin. */
class PurgeLogModelTest {
  private static final int STEPS = 400;
  private static final PurgeLogLimits LIMITS =
      new PurgeLogLimits(Duration.ofHours(10), 60, Long.MAX_VALUE, 8);

  /** What a log is to be, in the simplest way. */
  private static final class Twin {
    final TreeMap<Long, LoggedPurge> purges = new TreeMap<>();
    long latest;
    long floor;

    void trim(long nowMillis) {
      long upTo = Math.max(floor, latest - LIMITS.most());
      for (LoggedPurge purge : purges.tailMap(upTo, false).values()) {
        if (purge.sequence() > latest - LIMITS.least()
            || purge.purge().atMillis() >= nowMillis - LIMITS.age().toMillis()) {
          break;
        }
        upTo = purge.sequence();
      }
      if (upTo > floor) {
        floor = upTo;
        purges.headMap(upTo, true).clear();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theLogIsWhatItsTwinIs(long seed, @TempDir Path folder) {
    Random random = new Random(seed);
    Twin twin = new Twin();
    long[] now = {1_000_000_000L};
    RocksEngine engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    try {
      PurgeLog log = open(engine, now);
      for (int step = 0; step < STEPS; step++) {
        now[0] += random.nextLong(Duration.ofMinutes(20).toMillis());
        switch (random.nextInt(12)) {
          case 0 -> {
            engine.close();
            engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
            log = open(engine, now);
          }
          case 1 -> {
            log.trim();
            twin.trim(now[0]);
          }
          case 2 -> {
            long applied = twin.latest + random.nextInt(40) - 20;
            log.raise(applied);
            if (applied > twin.latest) {
              twin.latest = applied;
              twin.floor = applied;
            }
          }
          default -> {
            LoggedPurge logged = log.append(draft(random), durable -> {});
            twin.latest++;
            assertThat(logged.sequence()).isEqualTo(twin.latest);
            twin.purges.put(twin.latest, logged);
          }
        }
        compare(log, twin, random, "seed " + seed + ", step " + step);
      }
    } finally {
      engine.close();
    }
  }

  private static PurgeLog open(RocksEngine engine, long[] now) {
    return new PurgeLog(engine, () -> Instant.ofEpochMilli(now[0]), LIMITS);
  }

  private static PurgeDraft draft(Random random) {
    List<Selector> selectors = new ArrayList<>();
    int large = random.nextInt(50) == 0 ? 300 : 1;
    for (int i = 0; i <= random.nextInt(3) * large; i++) {
      selectors.add(new Selector.Tag("t" + random.nextInt() + "x".repeat(large)));
    }
    return new PurgeDraft(
        random.nextBoolean() ? "shop" : null, selectors, random.nextBoolean(), "anna");
  }

  private static void compare(PurgeLog log, Twin twin, Random random, String when) {
    assertThat(log.latest()).as(when).isEqualTo(twin.latest);
    assertThat(log.floor()).as(when).isEqualTo(twin.floor);
    long from = Math.max(0, twin.latest - random.nextInt(80));
    int most = 1 + random.nextInt(20);
    if (from < twin.floor) {
      assertThat(log.after(from, most)).as(when).isNull();
    } else {
      assertThat(log.after(from, most))
          .as(when)
          .isEqualTo(twin.purges.tailMap(from, false).values().stream().limit(most).toList());
    }
    assertThat(log.before(from, most))
        .as(when)
        .isEqualTo(
            twin.purges.headMap(from, false).descendingMap().values().stream()
                .limit(most)
                .toList());
  }
}

package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held does not grow with what has been written. */
class ChurnTest {
  private static final long SEED = Long.getLong("skerry.seed", 13);
  private static final int WRITERS = 4;
  private static final int COMMITS = 250;
  private static final int VALUE_BYTES = 60_000;
  private static final int KEYS = 40;

  @Test
  void memoryStaysWithinItsBoundsWhileFewRowsAreWrittenOftenAndRead(@TempDir Path parent)
      throws InterruptedException {
    Memory memory = Memory.SMALL;
    RocksSettings settings = RocksSettings.in(parent.resolve("db")).with(memory);
    try (RocksEngine engine = RocksEngine.open(settings)) {
      List<Thread> threads = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < WRITERS; i++) {
        SplittableRandom own = random.split();
        threads.add(Thread.ofPlatform().start(() -> churn(engine, own, memory)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      try (Snapshot last = engine.snapshot()) {
        assertThat(engine.gauges().views()).as("views, with %s", last.stamp()).isEqualTo(1);
      }
      // Each row was written many times over; files hold what is not yet merged, not all of it.
      assertThat(engine.gauges().tableBytes())
          .as("seed %d", SEED)
          .isLessThan((long) WRITERS * COMMITS * VALUE_BYTES / 2);
    }
  }

  private static void churn(RocksEngine engine, SplittableRandom random, Memory memory) {
    for (int i = 0; i < COMMITS; i++) {
      Key key = Key.of("key" + random.nextInt(KEYS));
      byte[] value = new byte[VALUE_BYTES];
      random.nextBytes(value);
      engine.write(
          transaction -> {
            transaction.get(key);
            transaction.put(key, value);
            transaction.emit(new Topic("t"), new byte[100]);
          });
      RocksGauges gauges = engine.gauges();
      assertThat(gauges.views()).isLessThanOrEqualTo(2 * WRITERS);
      assertThat(gauges.writeBufferBytes()).isLessThan(2 * memory.writeBufferBytes());
      assertThat(gauges.cacheBytes()).isLessThan(2 * memory.cacheBytes());
    }
  }
}

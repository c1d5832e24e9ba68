package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who reads a stream while several write has every change once, each after the one before it, and
 * in the end what the table has.
 */
class StreamModelTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int WRITERS = 4;
  private static final int WRITES = 150;

  /** A record without large images: kind, key, number now, number before. */
  private static final Pattern RECORD =
      Pattern.compile(
          "'eventName':'([A-Z]+)'.*?'Keys':\\{'h':\\{'S':'([^']+)'}}"
              + "(?:,'NewImage':\\{'h':\\{'S':'[^']+'},'n':\\{'N':'([0-9]+)'}[^}]*}})?"
              + "(?:,'OldImage':\\{'h':\\{'S':'[^']+'},'n':\\{'N':'([0-9]+)'})?");

  private final AtomicLong numbers = new AtomicLong();

  @Test
  void recordsReplayedAreTheTable(@TempDir Path folder)
      throws InterruptedException, ExecutionException {
    try (RocksEngine engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Api api = new Api(engine);
      api.make("things", "NEW_AND_OLD_IMAGES");
      api.make("others", "NEW_IMAGE");
      AtomicBoolean done = new AtomicBoolean();
      Future<Map<String, Long>> replayed = threads.submit(() -> replay(api, done));
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(SEED + i);
        writers.add(threads.submit(() -> write(api, random)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      Map<String, Long> table = new TreeMap<>();
      Matcher item =
          Pattern.compile("\\{'h':\\{'S':'([^']+)'},'n':\\{'N':'([0-9]+)'}")
              .matcher(api.ok("Scan", "{'TableName':'things'}"));
      while (item.find()) {
        table.put(item.group(1), Long.valueOf(item.group(2)));
      }
      assertThat(replayed.get()).as("seed %d", SEED).isEqualTo(table).isNotEmpty();
    }
  }

  private void write(Api api, Random random) {
    for (int i = 0; i < WRITES; i++) {
      String key = "k" + random.nextInt(6);
      switch (random.nextInt(5)) {
        case 0 -> api.delete("things", key);
        case 1 -> api.put("others", key, numbers.incrementAndGet(), "");
        default ->
            api.put(
                "things",
                key,
                numbers.incrementAndGet(),
                "x".repeat(random.nextInt(8) == 0 ? 20_000 : 1));
      }
    }
  }

  private static Map<String, Long> replay(Api api, AtomicBoolean done) {
    Random random = new Random(SEED);
    Map<String, Long> items = new TreeMap<>();
    String iterator = api.iterator(api.stream("things"), "TRIM_HORIZON");
    boolean more = true;
    while (more) {
      boolean last = done.get();
      String page = api.records(iterator, 1 + random.nextInt(9));
      Matcher record = RECORD.matcher(page);
      int found = 0;
      while (record.find()) {
        found++;
        String key = record.group(2);
        String now = record.group(3);
        String before = record.group(4);
        assertThat(before == null ? null : Long.valueOf(before))
            .as("seed %d, what %s was", SEED, key)
            .isEqualTo(items.get(key));
        if (now == null) {
          items.remove(key);
        } else {
          items.put(key, Long.valueOf(now));
        }
        assertThat(record.group(1))
            .isEqualTo(now == null ? "REMOVE" : before == null ? "INSERT" : "MODIFY");
      }
      assertThat(found).isEqualTo(Api.members("eventName", page).size());
      iterator = Api.member("NextShardIterator", page);
      more = !last || found > 0;
    }
    return items;
  }
}

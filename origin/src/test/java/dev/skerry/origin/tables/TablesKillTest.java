package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * A process killed at any point loses no write that was answered, and leaves items, indexes and
 * streams that agree.
 */
class TablesKillTest {
  private static final long SEED = Long.getLong("skerry.seed", 11);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);

  @TempDir private Path parent;

  @Test
  void itemsIndexesAndStreamsAgreeAfterAKill() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    Path folder = parent.resolve("db");
    Map<String, Long> answered = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(folder, SEED + round * 100L, 50 + random.nextInt(300), answered);
      try (RocksEngine engine = RocksEngine.open(RocksSettings.in(folder))) {
        check(engine, answered, "seed " + SEED + ", round " + round);
      }
    }
  }

  private static void check(Engine engine, Map<String, Long> answered, String which) {
    Tables tables = new Api(engine).tables;
    engine.read(
        snapshot -> {
          TableDefinition table = tables.usable(snapshot, "things");
          Map<String, Item> items = new TreeMap<>();
          ItemRange.segment(table, null, 0, 1)
              .visit(snapshot, item -> items.put(text(item, "h"), item) == null);
          Map<String, Item> indexed = new TreeMap<>();
          ItemRange.segment(table, table.schema().indexes().getFirst(), 0, 1)
              .visit(snapshot, item -> indexed.put(text(item, "h"), item) == null);
          assertThat(indexed).as("the index, %s", which).isEqualTo(items);
          Map<String, Item> replayed = new TreeMap<>();
          TableStream stream = Objects.requireNonNull(table.options().stream());
          for (Entry entry : all(engine, stream.topic(table.number()))) {
            Change change = Change.of(entry.octets());
            String key = text(change.key(), "h");
            assertThat(change.before().read(snapshot))
                .as("the image before, %s", which)
                .isEqualTo(replayed.get(key));
            @Nullable Item after = change.after().read(snapshot);
            if (after == null) {
              replayed.remove(key);
            } else {
              replayed.put(key, after);
            }
          }
          assertThat(replayed).as("the stream, %s", which).isEqualTo(items);
          // What was answered last is there, unless the next write of its writer was under way.
          long lost =
              answered.entrySet().stream()
                  .filter(entry -> number(items.get(entry.getKey())) != entry.getValue())
                  .count();
          assertThat(lost)
              .as("keys that differ, %s", which)
              .isLessThanOrEqualTo(KilledTables.WRITERS);
          items.forEach((key, item) -> answered.put(key, number(item)));
          answered.replaceAll((key, was) -> number(items.get(key)));
          return which;
        });
  }

  private static List<Entry> all(Engine engine, Topic topic) {
    List<Entry> entries = new ArrayList<>();
    FeedPage page = engine.feed().follow(topic, Position.START, 1_000);
    while (!page.entries().isEmpty()) {
      entries.addAll(page.entries());
      page = engine.feed().follow(topic, page.next(), 1_000);
    }
    return entries;
  }

  private static String text(Item item, String name) {
    return ((AttributeValue.S) Objects.requireNonNull(item.get(name))).value();
  }

  private static long number(@Nullable Item item) {
    return item != null && item.get("n") instanceof AttributeValue.N number
        ? number.value().toBigDecimal().longValueExact()
        : 0;
  }

  /** Where the classes are that it needs, whatever started this process. */
  private static String classPath() {
    return Stream.of(
            KilledTables.class,
            Tables.class,
            RocksDB.class,
            LoggerFactory.class,
            Nullable.class,
            Cache.class,
            JsonFactory.class,
            Assertions.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void runAndKill(Path folder, long seed, int lines, Map<String, Long> answered)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx192m",
                    "-cp",
                    classPath(),
                    KilledTables.class.getName(),
                    folder.toString(),
                    Long.toString(seed)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && !words[1].isEmpty()) {
          answered.put(words[0], Long.valueOf(words[1]));
        }
        if (++seen == lines) {
          process.toHandle().destroyForcibly();
        }
      }
      assertThat(seen).as("answers").isGreaterThanOrEqualTo(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}

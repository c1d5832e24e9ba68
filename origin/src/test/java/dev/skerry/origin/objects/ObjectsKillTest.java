package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.slf4j.LoggerFactory;

/** A process killed at any point loses nothing that it acknowledged, and leaves no file behind. */
class ObjectsKillTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_261_121);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);

  @TempDir private Path parent;

  @Test
  void whatWasAcknowledgedIsThereWholeAndNoFileIsLeftOver()
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    Path folder = parent.resolve("data");
    Map<String, List<Integer>> told = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(folder, 20 + random.nextInt(400), SEED + 100L * round, told);
      assertThat(told).isNotEmpty();
      try (StoreUnderTest store = new StoreUnderTest(folder, KilledObjects.INLINE_BYTES)) {
        check(store, told, "seed %d, round %d".formatted(SEED, round));
      }
    }
  }

  /**
   * Looks at each key.
   *
   * @param told of each key what was acknowledged last, and what was tried since
   */
  private static void check(StoreUnderTest store, Map<String, List<Integer>> told, String why) {
    Bucket bucket = Objects.requireNonNull(store.objects().buckets().find(KilledObjects.BUCKET));
    told.forEach(
        (key, numbers) -> {
          byte[] found = store.read(bucket, key, null);
          int number = found == null ? 0 : ByteBuffer.wrap(found).getInt();
          assertThat(number).as(why + ", " + key).isIn(numbers);
          if (found != null) {
            assertThat(found).as(why + ", " + key).isEqualTo(KilledObjects.octets(number));
          }
        });
    ListPage<ObjectVersion> all = store.objects().listing().keys(bucket, ListQuestion.first(1_000));
    for (Upload left :
        store.objects().listing().uploads(bucket, ListQuestion.first(1_000)).items()) {
      store.objects().uploads().abort(bucket, left.key(), left.id());
    }
    for (ObjectVersion object : all.items()) {
      store.objects().deletes().delete(bucket, Deletion.of(object.key()), StoreUnderTest.OWNER);
    }
    told.clear();
    try (Upkeep upkeep = KilledObjects.upkeep(store)) {
      upkeep.round();
      assertThat(upkeep.troubles()).isEmpty();
      assertThat(upkeep.scrubbed().damaged()).isZero();
    }
    assertThat(store.files()).as(why).isEmpty();
  }

  private static String classPath() {
    return Stream.of(
            KilledObjects.class,
            ObjectStore.class,
            RocksEngine.class,
            RocksDB.class,
            Caffeine.class,
            LoggerFactory.class,
            Nullable.class,
            Assertions.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void runAndKill(Path folder, int lines, long seed, Map<String, List<Integer>> told)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx128m",
                    "-cp",
                    classPath(),
                    KilledObjects.class.getName(),
                    folder.toString(),
                    Long.toString(seed)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[1].equals("try") && !words[2].isEmpty()) {
          List<Integer> before = told.getOrDefault(words[0], List.of(0));
          told.put(words[0], List.of(before.getFirst(), Integer.valueOf(words[2])));
        } else if (words.length == 2 && !words[1].isEmpty()) {
          told.put(words[0], List.of(Integer.valueOf(words[1])));
        }
        if (++seen == lines) {
          process.toHandle().destroyForcibly();
        }
      }
      assertThat(seen).as("acknowledgements").isGreaterThanOrEqualTo(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}

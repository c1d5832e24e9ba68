package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.contract.Ledger;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.slf4j.LoggerFactory;

/**
 * A process killed at any point loses nothing that it acknowledged, and leaves nothing half done.
 */
class KillTest {
  private static final long SEED = Long.getLong("skerry.seed", 9);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);

  @TempDir private Path parent;

  @Test
  void nothingAcknowledgedIsLostByAKill() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    Path folder = parent.resolve("db");
    Map<Integer, Long> acknowledged = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(folder, 20 + random.nextInt(400), acknowledged);
      try (RocksEngine engine = RocksEngine.open(RocksSettings.in(folder).with(Memory.SMALL))) {
        assertThat(acknowledged).isNotEmpty();
        Ledger.check(engine, acknowledged, "seed " + SEED + ", round " + round);
      }
    }
  }

  /** Where the classes are that it needs, whatever started this process. */
  private static String classPath() {
    return Stream.of(
            KilledProcess.class,
            RocksEngine.class,
            RocksDB.class,
            LoggerFactory.class,
            Nullable.class,
            Assertions.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Lets a process count, kills it after so many acknowledgements, and notes all that it gave. */
  private static void runAndKill(Path folder, int lines, Map<Integer, Long> acknowledged)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx128m",
                    "-cp",
                    classPath(),
                    KilledProcess.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && !words[1].isEmpty()) {
          acknowledged.merge(Integer.valueOf(words[0]), Long.valueOf(words[1]), Math::max);
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

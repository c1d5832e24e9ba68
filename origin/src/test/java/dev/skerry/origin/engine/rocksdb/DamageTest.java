package dev.skerry.origin.engine.rocksdb;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not as they were written: it is said, or what was lost is nothing acknowledged.
 */
class DamageTest {
  private static final long SEED = Long.getLong("skerry.seed", 7);
  private static final int ROUNDS = Integer.getInteger("skerry.damages", 12);
  private static final int ROWS = 200;

  @TempDir private Path parent;

  private RocksSettings settings(Path folder) {
    return RocksSettings.in(folder).with(Memory.SMALL);
  }

  private static Key key(int number) {
    return Key.of(String.format(Locale.ROOT, "key%05d", number));
  }

  private static String content(int number) {
    return "value " + number + " " + "x".repeat(100);
  }

  /** Rows in single commits, as a crash would leave them: nothing is written but the log. */
  private Path crashed() throws IOException {
    Path folder = parent.resolve("db");
    Path copy = parent.resolve("crashed");
    try (RocksEngine engine = RocksEngine.open(settings(folder))) {
      for (int i = 0; i < ROWS; i++) {
        Key key = key(i);
        byte[] value = value(content(i));
        engine.write(transaction -> transaction.put(key, value));
      }
      copy(folder, copy);
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Path newest(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  @Test
  void aCrashLosesNothing() throws IOException {
    assertThat(intactRows(crashed())).isEqualTo(ROWS);
  }

  @Test
  void aLogCutAnywhereLosesOnlyWhatWasCut() throws IOException {
    Path crashed = crashed();
    SplittableRandom random = new SplittableRandom(SEED);
    long whole = Files.size(newest(crashed, ".log"));
    for (int round = 0; round < ROUNDS; round++) {
      Path torn = parent.resolve("torn" + round);
      copy(crashed, torn);
      Path log = newest(torn, ".log");
      long kept = random.nextLong(whole);
      byte[] octets = Files.readAllBytes(log);
      Files.write(log, Arrays.copyOf(octets, (int) kept));
      long expected = ROWS * kept / whole;
      assertThat(intactRows(torn))
          .as("seed %d, %d of %d bytes", SEED, kept, whole)
          .isBetween((int) expected - 3, (int) expected + 3);
    }
  }

  @Test
  void anOctetFlippedInTheLogIsSaid() throws IOException {
    Path crashed = crashed();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Path damaged = parent.resolve("damaged" + round);
      copy(crashed, damaged);
      Path log = newest(damaged, ".log");
      byte[] octets = Files.readAllBytes(log);
      int at = random.nextInt(octets.length * 9 / 10);
      octets[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(log, octets);
      assertThatThrownBy(() -> RocksEngine.open(settings(damaged)).close())
          .as("seed %d, octet %d of %d", SEED, at, octets.length)
          .isInstanceOf(EngineException.Corrupt.class)
          .hasMessageContaining(damaged.toString());
    }
  }

  @Test
  void anOctetFlippedInATableIsSaidOrHarmsNothing() throws IOException {
    Path folder = crashed();
    RocksEngine.open(settings(folder)).close();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Path damaged = parent.resolve("damaged" + round);
      copy(folder, damaged);
      Path table = newest(damaged, ".sst");
      byte[] octets = Files.readAllBytes(table);
      int at = random.nextInt(octets.length);
      octets[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(table, octets);
      try {
        assertThat(intactRows(damaged)).as("seed %d, octet %d", SEED, at).isEqualTo(ROWS);
      } catch (EngineException.Corrupt said) {
        assertThat(said).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void aMissingTableIsSaid() throws IOException {
    Path folder = crashed();
    RocksEngine.open(settings(folder)).close();
    Files.delete(newest(folder, ".sst"));
    assertThatThrownBy(() -> RocksEngine.open(settings(folder)).close())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(folder.toString());
  }

  /** Opens a folder and reads all; every row that is there must be as it was written. */
  private int intactRows(Path folder) {
    try (RocksEngine engine = RocksEngine.open(settings(folder))) {
      int found = 0;
      Range rest = Range.ALL;
      while (!rest.isEmpty()) {
        Scan scan = Scan.of(rest);
        Rows rows = engine.read(snapshot -> snapshot.scan(scan));
        for (Row row : rows.rows()) {
          assertThat(row.key()).isEqualTo(key(found));
          assertThat(text(row.value())).isEqualTo(content(found));
          found++;
        }
        rest = rows.rest();
      }
      return found;
    }
  }
}

package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.contract.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * A machine that loses its power keeps what was synced, and of the rest of the log any beginning,
 * or zeros in its place.
 *
 * <p>The model: between two groups the log is as long as what was synced. Right after a group was
 * written, and before anybody is told, the folder is copied with a log that ends anywhere between
 * its length before the group and its length after.
 */
class PowerCutTest {
  private static final long SEED = Long.getLong("skerry.seed", 11);
  private static final int CUTS = Integer.getInteger("skerry.cuts", 10);
  private static final int WRITERS = 4;
  private static final int COUNTS = 40;

  private record Cut(Path folder, Map<Integer, Long> acknowledged) {}

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();
  private final List<Cut> cuts = new ArrayList<>();
  @TempDir private Path parent;
  private long synced;
  private int groups;

  @Test
  void nothingAcknowledgedIsLostByAPowerCut() throws InterruptedException {
    Path folder = parent.resolve("db");
    RocksSettings settings = RocksSettings.in(folder).with(Memory.SMALL);
    try (RocksEngine engine = RocksEngine.open(settings, this::writeAndCut)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int n = 0; n < COUNTS; n++) {
                        acknowledged.put(writer, Ledger.count(engine, writer));
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(acknowledged).hasSize(WRITERS).containsValue((long) COUNTS);
    assertThat(cuts).isNotEmpty();
    for (Cut cut : cuts) {
      try (RocksEngine engine = RocksEngine.open(RocksSettings.in(cut.folder).with(Memory.SMALL))) {
        Ledger.check(engine, cut.acknowledged, "seed " + SEED + ", " + cut.folder);
      }
    }
  }

  private void writeAndCut(Store store, WriteBatch batch) throws RocksDBException {
    Map<Integer, Long> told = new HashMap<>(acknowledged);
    store.writeSynced(batch);
    try {
      Path log = log(parent.resolve("db"));
      long now = Files.size(log);
      if (++groups % 5 == 0 && cuts.size() < CUTS && now > synced) {
        long kept = synced + random.nextLong(now - synced + 1);
        cuts.add(new Cut(cut(kept, random.nextBoolean() ? now : kept), told));
      }
      synced = now;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path log(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  /** A copy whose log has so many octets, and zeros up to a length. */
  private Path cut(long kept, long length) throws IOException {
    Path copy = parent.resolve("cut" + cuts.size());
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(parent.resolve("db"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path log = log(copy);
    byte[] octets = Arrays.copyOf(Files.readAllBytes(log), (int) kept);
    Files.write(log, Arrays.copyOf(octets, (int) length));
    return copy;
  }
}

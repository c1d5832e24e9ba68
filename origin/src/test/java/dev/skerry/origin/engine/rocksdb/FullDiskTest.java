package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, with nothing left in reserve: what was acknowledged stays, what was
 * not is known, and when there is room again the engine goes on. Needs the right to mount a small
 * file system.
 */
class FullDiskTest {
  private static final int DISK_MIB = 48;
  private static final int BALLAST_BYTES = 24 << 20;
  private static final int VALUE_BYTES = 80_000;
  private static final int MOST_COMMITS = 2_000;

  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount(@TempDir Path parent) throws IOException, InterruptedException {
    disk = Files.createDirectory(parent.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFullDiskLosesNothingAndTheEngineGoesOnWhenThereIsRoomSkippedWhereItCannotMount()
      throws IOException {
    assumeTrue(mounted, "no right to mount a small file system");
    Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST_BYTES]);
    RocksSettings settings =
        RocksSettings.in(disk.resolve("db"))
            .with(Memory.SMALL)
            .with(new RocksSettings.Keeping(Duration.ofHours(1), 1L << 40, 0));
    try (RocksEngine engine = RocksEngine.open(settings)) {
      List<byte[]> acknowledged = new ArrayList<>();
      Token doubtful = fill(engine, acknowledged);
      Files.delete(ballast);
      engine.tend();
      boolean committed = engine.outcome(doubtful) instanceof Outcome.Committed;
      Key next = key(acknowledged.size());
      assertThat(engine.get(next) != null)
          .as("what is told and what is there")
          .isEqualTo(committed);
      for (int i = 0; i < acknowledged.size(); i++) {
        assertThat(engine.get(key(i))).as("row %d", i).isEqualTo(acknowledged.get(i));
      }
      engine.write(transaction -> transaction.put(next, new byte[] {1}));
      assertThat(engine.get(next)).isEqualTo(new byte[] {1});
    }
  }

  /** Writes until it cannot, and returns the name of the attempt that failed. */
  private static Token fill(RocksEngine engine, List<byte[]> acknowledged) {
    SplittableRandom random = new SplittableRandom(3);
    while (acknowledged.size() < MOST_COMMITS) {
      byte[] value = new byte[VALUE_BYTES];
      random.nextBytes(value);
      try (Transaction transaction = engine.begin()) {
        transaction.put(key(acknowledged.size()), value);
        try {
          transaction.commit();
          acknowledged.add(value);
        } catch (EngineException.Unavailable | EngineException.CommitUnknown e) {
          return transaction.token();
        }
      }
    }
    throw new AssertionError("the disk never was full");
  }

  private static Key key(int number) {
    return Key.of("key" + number);
  }
}

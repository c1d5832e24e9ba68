package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.disk.RecordIndex.Entry;
import dev.skerry.edge.purge.PurgeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final long DISK_BYTES = 64L << 20;
  private static final CacheKey KEY = DiskWorld.key("/a");

  @TempDir Path folder;

  private final DiskCounters counters = new DiskCounters();

  /** Something done to the segment while its record is read. */
  private interface Change {
    void apply(SegmentFile file) throws IOException;
  }

  /**
   * Reads a response of that length, from a segment that its reader has found before the change.
   */
  private boolean isRead(int bytes, Change change) throws IOException {
    try (DiskWorld world = new DiskWorld(folder, DISK_BYTES)) {
      world.keep(world.response("/a", new byte[bytes]));
      world.settle();
      world.stop();
      DiskSettings settings =
          new DiskSettings(
              folder.resolve("disk"), DISK_BYTES, folder.resolve("data"), 8, 256L << 20);
      boolean read;
      try (OpenDisk disk = OpenDisk.open(settings, PurgeLimits.DEFAULT, world);
          Windows windows = new Windows(counters, 1, Duration.ofSeconds(10))) {
        Entry entry = disk.index().all(new KeyHash(disk.secret()).of(KEY), 1).getFirst();
        SegmentFile file =
            Objects.requireNonNull(disk.segments().segment(Place.segment(entry.place())));
        change.apply(file);
        RecordReader reader =
            new RecordReader(
                disk.segments(),
                disk.index(),
                disk.purges(),
                world.store,
                world.memory,
                windows,
                counters,
                world);
        read = reader.read(entry, KEY) != null;
        assertThat(disk.index().all(entry.key(), 1)).isEmpty();
        file.release();
      }
      world.open();
      return read;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000_000})
  void aSegmentThatIsGivenUpAndCutWhileItIsReadIsNoDamage(int bytes) throws IOException {
    Change giveUp =
        file -> {
          file.retain(); // the log's, which it gives up
          file.drop(() -> {});
          file.cut();
        };
    assertThat(isRead(bytes, giveUp)).isFalse();
    assertThat(counters.damaged()).isZero();
    assertThat(counters.errors()).isZero();
  }

  @Test
  void aSegmentThatIsShorterThanItWasThoughInUseIsDamage() throws IOException {
    assertThat(isRead(100, SegmentFile::cut)).isFalse();
    assertThat(counters.damaged()).isOne();
  }
}

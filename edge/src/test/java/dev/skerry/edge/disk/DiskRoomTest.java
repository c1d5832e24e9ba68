package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
  private static final long MIB = 1 << 20;

  private static final DiskSettings SETTINGS =
      new DiskSettings(Path.of("/disk"), 100 * MIB, Path.of("/data"), 8, 256 * MIB);

  @Test
  void nothingIsSaidWhereItCanGrowToItsSize() {
    assertThat(DiskRoom.warning(SETTINGS, 0, 100 * MIB)).isNull();
    assertThat(DiskRoom.warning(SETTINGS, 90 * MIB, 10 * MIB)).isNull();
    assertThat(DiskRoom.warning(SETTINGS, 120 * MIB, 0)).isNull();
  }

  @Test
  void theWarningSaysHowMuchThereIsAndWhatToSet() {
    assertThat(DiskRoom.warning(SETTINGS, 30 * MIB, 50 * MIB))
        .isEqualTo(
            "cache.disk.size is 100 MiB, but the file system of /disk has room for 80 MiB (50 MiB"
                + " free, 30 MiB taken): when it is full the oldest is given up; set"
                + " cache.disk.size to less");
  }
}

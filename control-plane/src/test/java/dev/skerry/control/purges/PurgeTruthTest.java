package dev.skerry.control.purges;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stops, pauses, partitions, restarts and is put back: what an edge has acknowledged to be
 * purged, it never serves again, and its control plane says of no edge that it has applied what it
 * has not. With the real log and sessions, and three edges with the real following, table of
 * purges, memory tier and, in one of {@value #WITH_DISKS} schedules, disks.
 *
 * <p>How many schedules: {@code skerry.schedules}; from which on: {@code skerry.seed}.
 */
class PurgeTruthTest {
  private static final int SCHEDULES = Integer.getInteger("skerry.schedules", 1_000);
  private static final long SEED = Long.getLong("skerry.seed", System.nanoTime());

  /** One schedule in so many has disks, which cost most of the time. */
  private static final int WITH_DISKS = 10;

  @TempDir Path folder;

  @Test
  void nothing_is_served_that_was_fetched_before_an_acknowledged_purge()
      throws IOException, InterruptedException {
    System.out.println("PurgeTruthTest -Dskerry.seed=" + SEED);
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      int disks = Math.floorMod(seed, WITH_DISKS) == 0 ? 2 : 0;
      TruthSchedule schedule = new TruthSchedule(seed, disks, folder);
      try {
        schedule.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dskerry.seed=%d -Dskerry.schedules=1: %s%n%s"
                .formatted(seed, e.getMessage(), String.join("\n", schedule.history())),
            e);
      }
    }
  }
}

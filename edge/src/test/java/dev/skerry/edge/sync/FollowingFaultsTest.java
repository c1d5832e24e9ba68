package dev.skerry.edge.sync;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stops, pauses, partitions, restarts and forgets: what an edge has acknowledged to be
 * purged, it never serves again, and one that is to validate serves nothing that was purged long
 * ago.
 *
 * <p>How many schedules: {@code skerry.sync.schedules}; which: {@code skerry.sync.seed}.
 */
class FollowingFaultsTest {
  private static final int SCHEDULES = Integer.getInteger("skerry.sync.schedules", 1_000);
  private static final long SEED = Long.getLong("skerry.sync.seed", System.nanoTime());

  /** One schedule in so many has disks, which cost most of the time. */
  private static final int WITH_DISK = 20;

  @TempDir Path folder;

  @Test
  void nothing_is_served_that_was_fetched_before_an_acknowledged_purge() throws IOException {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      FaultSchedule schedule = new FaultSchedule(seed, seed % WITH_DISK == 0, folder);
      try {
        schedule.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dskerry.sync.seed=%d -Dskerry.sync.schedules=1: %s%n%s"
                .formatted(seed, e.getMessage(), String.join("\n", schedule.history())),
            e);
      }
    }
  }
}

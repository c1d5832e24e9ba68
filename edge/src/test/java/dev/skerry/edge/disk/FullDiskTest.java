package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is smaller than the tier was told. */
class FullDiskTest {
  @TempDir Path folder;

  static boolean canMount() {
    return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/bin/mount"));
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Test
  @EnabledIf(value = "canMount", disabledReason = "only root can mount a small disk")
  void onAFullDiskTheOldestGoesAndTheNewestIsServedOrElseRootIsNeededToMountOne() throws Exception {
    int mounted = run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", folder.toString());
    assumeTrue(mounted == 0, "a small disk can be mounted");
    try (DiskWorld world = new DiskWorld(folder, 64L << 20)) {
      byte[] body = new byte[500_000];
      new Random(7).nextBytes(body);
      for (int i = 0; i < 120; i++) {
        world.keep(world.response("/" + i, body));
        world.forgetMemory();
      }
      assertThat(world.tier.counters().errors()).isPositive();
      assertThat(world.tier.counters().evictedSegments()).isPositive();
      assertThat(world.tier.trouble()).isNotNull();
      int found = 0;
      for (int i = 0; i < 120; i++) {
        byte[] content = world.body("/" + i);
        if (content != null) {
          found++;
          assertThat(content).isEqualTo(body);
        }
      }
      assertThat(found).isPositive();
      // A purge must be kept, or say that it cannot be.
      world.stop();
      world.open();
      assertThat(world.tier.responses()).isPositive();
    }
  }
}

package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole origin, killed at any point under calls of S3: every write, deletion and completion that
 * was answered is there, octet by octet, nothing is there in part, and no file stays to which
 * nothing refers. {@code -Dskerry.kills} times.
 */
class S3KillTest {
  private static final long SEED = Long.getLong("skerry.seed", 29);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);
  private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{32}");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder = Path.of("");

  private @Nullable Shelf shelf;

  @Test
  void nothingThatWasAnsweredIsLostAndNoFileIsLeftOver() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Path data = folder.resolve("data");
    int answers = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      String which = "seed " + SEED + ", round " + round;
      try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0");
          Shelf now = reopened(program, data)) {
        shelf = now;
        now.check(which);
        now.clear();
        awaitNoFiles(data, which + ", after " + now.answers() + " answers");
        if (round < ROUNDS) {
          int enough = now.answers() + 5 + random.nextInt(80);
          KilledWriters.run(
              program,
              random.split(),
              enough,
              now::answers,
              (writer, _, own) -> now.step(writer, own));
        }
        answers = now.answers();
      }
    }
    assertThat(answers).as("answers").isPositive();
  }

  private Shelf reopened(Program program, Path data) throws InterruptedException {
    Shelf known = shelf;
    return known == null
        ? Shelf.at(program.ready("api"), data)
        : known.moved(program.ready("api"), data);
  }

  /** What is deleted is removed behind the calls, and what was half written at the start. */
  private static void awaitNoFiles(Path data, String which) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (List<Path> left = files(data); !left.isEmpty(); left = files(data)) {
      assertThat(System.nanoTime()).as("left over, %s: %s", which, left).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static List<Path> files(Path data) throws IOException {
    try (Stream<Path> all = Files.find(data.resolve("objects"), 9, (path, _) -> isContent(path))) {
      return all.toList();
    } catch (UncheckedIOException e) {
      return files(data); // a folder was removed while it was listed
    }
  }

  private static boolean isContent(Path path) {
    return CONTENT.matcher(path.getFileName().toString()).matches();
  }
}

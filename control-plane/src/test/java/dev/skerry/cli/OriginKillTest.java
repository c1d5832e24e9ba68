package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A whole origin, killed at any point under writes over HTTP: nothing that was answered is lost, no
 * transaction is there in part, and items, index and stream agree. {@code -Dskerry.kills} times.
 */
class OriginKillTest {
  private static final long SEED = Long.getLong("skerry.seed", 17);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);

  @TempDir Path folder = Path.of("");

  @Test
  void nothingThatWasAnsweredIsLostAndNothingIsThereInPart() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Path data = folder.resolve("data");
    Books books = new Books();
    Bank bank = null;
    for (int round = 0; round <= ROUNDS; round++) {
      String which = "seed " + SEED + ", round " + round;
      try (Program program = start(data)) {
        Bank known = bank;
        bank = known == null ? Bank.at(program.ready("api"), data) : reopened(known, program, data);
        if (known == null) {
          bank.open();
        } else {
          check(bank, books, program, which);
        }
        if (round < ROUNDS) {
          writeUntilKilled(bank, program, random.split(), bank.acknowledged().size());
        }
      }
    }
    try (Bank last = Objects.requireNonNull(bank)) {
      assertThat(last.acknowledged()).as("transfers that were answered").isNotEmpty();
    }
  }

  private static Program start(Path data) throws IOException {
    return Program.runAnywhere(data, "--api", "127.0.0.1:0", "--table-state-delay", "0");
  }

  private static Bank reopened(Bank known, Program program, Path data) throws Exception {
    Bank there = known.moved(program.ready("api"), data);
    known.close();
    return there;
  }

  private static void check(Bank bank, Books books, Program program, String which)
      throws InterruptedException {
    try {
      var items = Books.items(bank, false);
      Books.checkTransfers(items, bank.acknowledged(), which);
      Books.checkCounters(items, bank.counted(), which);
      Books.checkIndex(bank, items, which);
      books.checkStream(bank, items, which);
    } catch (SdkClientException e) {
      throw new AssertionError("no answer, " + which + program.threads(), e);
    }
  }

  /** Lets writers write, and kills the origin after so many answers as the seed says. */
  private static void writeUntilKilled(
      Bank bank, Program program, SplittableRandom random, int before) throws Exception {
    int enough = before + 5 + random.nextInt(60);
    KilledWriters.run(
        program,
        random,
        enough,
        () -> bank.acknowledged().size(),
        (writer, n, own) -> bank.step(writer, before + "/" + n, own));
  }
}

package dev.skerry.origin.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.history.Histories;
import dev.skerry.origin.engine.history.Lists;
import dev.skerry.origin.engine.history.Weakened;
import dev.skerry.testing.history.Anomaly;
import dev.skerry.testing.history.Attempt;
import dev.skerry.testing.history.SerializabilityCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many who meet, at random: what they saw could have been one after the other. */
public interface HistoryContract extends EngineUnderTest {
  /** How many histories of each kind; more by a property. */
  int ROUNDS = Integer.getInteger("skerry.histories", 2);

  @ParameterizedTest
  @EnumSource(Lists.class)
  default void interleavedTransactionsAreSerializable(Lists kind) {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = seed() + round;
      check(Histories.interleaved(engine(), kind, seed, 6, 800), seed);
      clear();
    }
  }

  @ParameterizedTest
  @EnumSource(Lists.class)
  default void concurrentTransactionsAreSerializable(Lists kind) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = seed() + round;
      check(Histories.concurrent(engine(), kind, seed, 8, 100), seed);
      clear();
    }
  }

  @Test
  default void theCheckCatchesAnEngineWithSnapshotIsolationOnly() {
    Weakened weakened = new Weakened(engine(), Weakened.Lack.READS);
    assertThat(caught(weakened, Lists.VALUES)).contains(Anomaly.Kind.G2);
  }

  @Test
  default void theCheckCatchesAnEngineThatDoesNotCheckRanges() {
    Weakened weakened = new Weakened(engine(), Weakened.Lack.RANGES);
    assertThat(caught(weakened, Lists.ROWS)).contains(Anomaly.Kind.G2);
  }

  private List<Anomaly.Kind> caught(Weakened weakened, Lists kind) {
    return SerializabilityCheck.of(Histories.interleaved(weakened, kind, seed(), 6, 800)).stream()
        .map(Anomaly::kind)
        .distinct()
        .toList();
  }

  private static void check(List<Attempt> history, long seed) {
    assertThat(SerializabilityCheck.of(history)).as("seed %d", seed).isEmpty();
    long committed = history.stream().filter(a -> a.answer() == Attempt.Answer.COMMITTED).count();
    assertThat(committed).as("committed of %d, seed %d", history.size(), seed).isGreaterThan(50);
    assertThat(committed).as("all committed, seed %d", seed).isLessThan(history.size());
  }

  private void clear() {
    engine().write(transaction -> transaction.delete(Range.ALL));
  }
}

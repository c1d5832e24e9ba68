package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final long SEED = 11;
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 0.9, 1.0, 1.2, 2.0})
  void zipfGivesEachRankItsShare(double exponent) {
    int count = 1000;
    double all =
        LongStream.rangeClosed(1, count).mapToDouble(k -> Math.pow((double) k, -exponent)).sum();
    long[] seen = new long[count];
    Keys keys = Keys.parse("zipf:" + exponent + ":" + count).apply(SEED);
    for (int i = 0; i < DRAWS; i++) {
      seen[(int) keys.next()]++;
    }
    for (int rank : new int[] {1, 2, 3, 10, 100}) {
      double share = Math.pow(rank, -exponent) / all;
      double deviation = Math.sqrt(share * (1 - share) / DRAWS);
      assertThat(seen[rank - 1] / (double) DRAWS)
          .as("rank %d, seed %d", rank, SEED)
          .isCloseTo(share, within(5 * deviation));
    }
  }

  @Test
  void uniformGivesAllKeysTheSameShareAndNoOther() {
    long[] seen = new long[10];
    Keys keys = Keys.parse("uniform:10").apply(SEED);
    for (int i = 0; i < DRAWS; i++) {
      seen[(int) keys.next()]++;
    }
    for (long each : seen) {
      assertThat((double) each).as("seed %d", SEED).isCloseTo(DRAWS / 10.0, within(700.0));
    }
  }

  @Test
  void lanesShareOneSequenceThatBeginsAgain() {
    var lanes = Keys.parse("sequential:3");
    Keys one = lanes.apply(1);
    Keys other = lanes.apply(2);
    assertThat(new long[] {one.next(), other.next(), one.next(), other.next()})
        .containsExactly(0, 1, 2, 0);
  }

  @Test
  void theSameSeedGivesTheSameKeys() {
    var zipf = Keys.parse("zipf:1.0:100000");
    Keys one = zipf.apply(5);
    Keys other = zipf.apply(5);
    assertThat(LongStream.generate(one::next).limit(50).toArray())
        .isEqualTo(LongStream.generate(other::next).limit(50).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zipf", "zipf:1", "zipf:0:5", "uniform", "uniform:0", "one:1", "two"})
  void whatIsNoDistributionIsAWrongCommandLine(String text) {
    assertThatThrownBy(() -> Keys.parse(text))
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCodes.USAGE));
  }
}

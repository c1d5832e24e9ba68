package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skerry.loadtest.terminal.Stop;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @ValueSource(strings = {"10k", "trace", "lognormal:20k:1.5"})
  void aKeyAlwaysHasTheSameSize(String text) {
    Sizes one = Sizes.parse(text);
    Sizes other = Sizes.parse(text);
    for (long key = 0; key < 1000; key++) {
      assertThat(one.of(key)).isPositive().isEqualTo(other.of(key));
    }
  }

  @Test
  void halfOfALogNormalDistributionIsBelowItsMedian() {
    Sizes sizes = Sizes.parse("lognormal:20k:1.5");
    long below = LongStream.range(0, 100_000).filter(key -> sizes.of(key) < 20 << 10).count();
    assertThat(below / 100_000.0).isCloseTo(0.5, within(0.01));
  }

  @Test
  void mostObjectsOfTheTraceAreSmallAndMostBytesInLargeOnes() {
    Sizes sizes = Sizes.parse("trace");
    long[] sorted = LongStream.range(0, 100_000).map(sizes::of).sorted().toArray();
    assertThat(sorted[50_000]).isBetween(11_000L, 13_000L);
    long all = LongStream.of(sorted).sum();
    long largest = LongStream.of(sorted).skip(90_000).sum();
    assertThat(largest).isGreaterThan(all / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "10q", "lognormal:10k", "trace:1", "2000g"})
  void whatIsNoSizeIsAWrongCommandLine(String text) {
    assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(Stop.class);
  }
}

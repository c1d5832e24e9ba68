package dev.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapWatchTest {
  private static final long MB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"150, 0, false", "300, 0, true", "900, 500, false", "1100, 500, true"})
  void aHeapIsTooLargeByWhatIsStored(long committed, long heads, boolean tooLarge) {
    assertThat(HeapWatch.isTooLarge(committed * MB, heads * MB)).isEqualTo(tooLarge);
  }
}

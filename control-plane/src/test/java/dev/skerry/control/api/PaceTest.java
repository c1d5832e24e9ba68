package dev.skerry.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long content may take for what has come of it. */
class PaceTest {
  private final Pace pace = new Pace(Duration.ofSeconds(10), 1_000);

  @ParameterizedTest
  @CsvSource({
    // milliseconds | bytes | late
    "10000, 0, false",
    "10001, 0, true",
    "11000, 1000, false",
    "11001, 1000, true",
    "1010000, 1000000, false",
    "1010001, 1000000, true",
    "0, 16777216, false",
  })
  void aSecondForEachSoManyBytesAndTheGrace(long millis, long bytes, boolean late) {
    assertThat(pace.isLate(Duration.ofMillis(millis).toNanos(), bytes)).isEqualTo(late);
  }
}

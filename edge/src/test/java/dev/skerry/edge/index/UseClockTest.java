package dev.skerry.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UseClockTest {
  @Test
  void itGoesByAHalfLifeWhileFourTimesAsManyComeAsThereAre() {
    UseClock clock = new UseClock();
    for (int i = 0; i < 4 * 1_600; i++) {
      clock.entryCame(1_600);
    }
    assertThat(clock.now()).isEqualTo(Fading.HALF_LIFE_TICKS);
  }

  @Test
  void itStandsStillWhileNothingComes() {
    assertThat(new UseClock().now()).isZero();
  }
}

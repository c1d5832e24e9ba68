package dev.skerry.edge.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PastUsesTest {
  private static final int NOW = 70_000;

  private final PastUses past = new PastUses(1 << 12);

  @Test
  void whatIsTakenIsForgotten() {
    past.remember(7, 3, NOW);
    assertThat(past.peek(7, NOW)).isEqualTo(3);
    assertThat(past.take(7, NOW)).isEqualTo(3);
    assertThat(past.take(7, NOW)).isZero();
  }

  @Test
  void usesFadeByHalfInAHalfLife() {
    past.remember(7, 8, NOW);
    assertThat(past.peek(7, NOW + Fading.HALF_LIFE_TICKS)).isEqualTo(4, within(0.01f));
    assertThat(past.peek(7, NOW + 3 * Fading.HALF_LIFE_TICKS)).isEqualTo(1, within(0.01f));
    assertThat(past.peek(7, NOW + 100 * Fading.HALF_LIFE_TICKS)).isZero();
  }

  @Test
  void newUsesTakeThePlaceOfOldOnesOfTheSameKey() {
    past.remember(7, 3, NOW);
    past.remember(7, 5, NOW);
    assertThat(past.take(7, NOW)).isEqualTo(5);
    assertThat(past.take(7, NOW)).isZero();
  }

  @Test
  void whenItIsFullTheMostUsedAreRemembered() {
    for (int key = 0; key < 500; key++) {
      past.remember(key, 100, NOW);
    }
    for (int key = 10_000; key < 100_000; key++) {
      past.remember(key, 1, NOW);
    }
    int remembered = 0;
    for (int key = 0; key < 500; key++) {
      remembered += past.peek(key, NOW) > 0 ? 1 : 0;
    }
    assertThat(remembered).isGreaterThan(490);
    assertThat(past.peek(99_999, NOW)).isEqualTo(1);
  }

  @Test
  void itNeverGrows() {
    assertThat(new PastUses(5_000).bytes()).isEqualTo(4_096 * 8);
    assertThat(new PastUses(0).bytes()).isEqualTo(1_024 * 8);
  }
}

package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines of access logs that wait in bounded memory. */
class LogPilesTest {
  private final LogPiles<String> piles = new LogPiles<>();

  private static String line(int length) {
    return "x".repeat(length - 1) + '\n';
  }

  @Test
  void linesOfAPileComeInTheirOrder() {
    piles.add("one", "a\n");
    piles.add("other", "b\n");
    piles.add("one", "c\n");
    LogPiles.Taken<String> taken = piles.take();
    assertThat(taken.lines()).containsOnlyKeys("one", "other");
    assertThat(taken.lines().get("one")).asString(US_ASCII).isEqualTo("a\nc\n");
    assertThat(taken.lost()).isZero();
    assertThat(piles.take().lines()).isEmpty();
  }

  @Test
  void ofLinesThatArePutBackEachThatHasNoRoomCountsAsLost() {
    int length = LogPiles.PILE_BYTES_MAX / 8;
    for (int i = 0; i < 8; i++) {
      piles.add("one", line(length));
    }
    byte[] before = Objects.requireNonNull(piles.take().lines().get("one"));
    for (int i = 0; i < 3; i++) {
      piles.add("one", line(length));
    }
    piles.putBack("one", before);
    LogPiles.Taken<String> taken = piles.take();
    assertThat(taken.lines().get("one")).hasSize(LogPiles.PILE_BYTES_MAX);
    assertThat(taken.lost()).isEqualTo(3);
    assertThat(piles.take().lost()).isZero();
  }

  @Test
  void onePileLeavesRoomForOthersAndAllTogetherAreBounded() {
    int length = LogPiles.PILE_BYTES_MAX / 2;
    for (String pile : new String[] {"a", "a", "a", "b", "b", "c", "c", "d", "d", "e"}) {
      piles.add(pile, line(length));
    }
    LogPiles.Taken<String> taken = piles.take();
    assertThat(taken.lines()).containsOnlyKeys("a", "b", "c", "d");
    assertThat(taken.lost()).isEqualTo(2);
  }
}

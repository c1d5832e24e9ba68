package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void lanesTakeTurnsAndTogetherKeepTheRate() {
    List<Long> all = new ArrayList<>();
    for (int lane = 0; lane < 3; lane++) {
      Schedule schedule = Schedule.even(1000, lane, 3);
      LongStream.range(0, 100).forEach(any -> all.add(schedule.next()));
    }
    assertThat(all.stream().sorted().toList())
        .isEqualTo(LongStream.range(0, 300).mapToObj(index -> index * 1_000_000).toList());
  }

  @Test
  void anEvenScheduleDoesNotDriftWhenTheGapIsNoWholeNumber() {
    Schedule schedule = Schedule.even(3, 0, 1);
    long last = 0;
    for (int i = 0; i <= 3_000_000; i++) {
      last = schedule.next();
    }
    assertThat(last).isCloseTo(1_000_000_000_000_000L, within(1_000L));
  }

  @Test
  void randomArrivalsKeepTheRateAndNeverGoBack() {
    long seed = 7;
    Schedule schedule = Schedule.random(1000, seed);
    long before = 0;
    for (int i = 0; i < 100_000; i++) {
      long due = schedule.next();
      assertThat(due).as("seed %d", seed).isGreaterThanOrEqualTo(before);
      before = due;
    }
    assertThat(before / 1e9).as("seed %d", seed).isCloseTo(100, within(2.0));
  }
}

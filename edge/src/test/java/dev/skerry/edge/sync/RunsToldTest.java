package dev.skerry.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which runs an edge takes and begins. */
class RunsToldTest {
  private static final long NOON = 1_795_348_800_000L;
  private static final int MOST = 1_000;

  private final TestNode node = new TestNode(TestNode.document("serve"));
  private final RunsTold runs = new RunsTold(node);
  private final List<Report.Ran> ended = new ArrayList<>();

  @BeforeEach
  void has() {
    node.scheduled = Set.of("tidy");
  }

  private static ScheduledRun run(int schedule, long atMillis) {
    return new ScheduledRun("tidy", schedule % 60 + " " + schedule / 60 + " * * *", atMillis);
  }

  private boolean takes(ScheduledRun run) {
    return ((Report.Offered) runs.offered(run)).taken();
  }

  private String outcome(ScheduledRun run) {
    runs.begin(run, ended::add);
    return ended.getLast().failure();
  }

  @Test
  void whatWasTakenBeginsOnce() {
    ScheduledRun run = run(0, NOON);
    assertThat(takes(run)).isTrue();
    assertThat(outcome(run)).isEmpty();
    assertThat(outcome(run)).contains("before it could begin");
    assertThat(node.begun).containsExactly(run);
  }

  @Test
  void aHandlerThatIsNotHereIsNotTaken() {
    assertThat(takes(new ScheduledRun("other", "* * * * *", NOON))).isFalse();
  }

  @Test
  void whatWasTakenOnAConnectionDoesNotBeginOnTheNext() {
    ScheduledRun run = run(0, NOON);
    assertThat(takes(run)).isTrue();
    runs.connected();
    assertThat(outcome(run)).contains("before it could begin");
    assertThat(node.begun).isEmpty();
  }

  @Test
  void ofTooManyAtOnceTheNextIsLeftToOthersAndNoneIsForgotten() {
    for (int i = 0; i < MOST; i++) {
      assertThat(takes(run(i, NOON))).isTrue();
    }
    assertThat(takes(run(MOST, NOON))).isFalse();
    assertThat(takes(run(0, NOON))).as("one that is taken already").isTrue();
    assertThat(outcome(run(0, NOON))).isEmpty();
    assertThat(takes(run(MOST, NOON))).isTrue();
  }

  @Test
  void whatHasNotBegunForAnHourMakesRoom() {
    for (int i = 0; i < MOST; i++) {
      assertThat(takes(run(i, NOON))).isTrue();
    }
    long later = NOON + Duration.ofHours(1).toMillis();
    assertThat(takes(run(0, later - 60_000))).isFalse();
    assertThat(takes(run(0, later))).isTrue();
    assertThat(outcome(run(1, NOON))).contains("before it could begin");
  }
}

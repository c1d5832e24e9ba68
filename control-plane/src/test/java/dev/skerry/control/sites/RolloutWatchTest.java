package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.sites.Rollout.Stage;
import dev.skerry.control.sites.RolloutWatch.Decision;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Version 2 is brought to edge a, while b keeps version 1; time is only told. */
class RolloutWatchTest {
  private static final Instant START = Instant.ofEpochSecond(1_000);

  private long nowMillis = START.toEpochMilli();
  private final Map<String, EdgeSight> edges = new HashMap<>();
  private RolloutWatch watch = new RolloutWatch(rollout(RolloutPolicy.Unjudged.PROMOTE), nowMillis);

  private static Rollout rollout(RolloutPolicy.Unjudged unjudged) {
    RolloutPolicy policy =
        new RolloutPolicy(List.of("a"), 0, Duration.ofSeconds(60), 2, 2, 20, unjudged);
    return new Rollout(2, 1, policy, List.of("a"), START, Stage.CANARIES, "", null);
  }

  private void edge(String name, long version, long requests, long errors) {
    edges.put(name, new EdgeSight(name, true, version, 0, List.of(), vitals(1, requests, errors)));
  }

  private static EdgeVitals vitals(long startedAt, long requests, long errors) {
    Traffic traffic = HealthGateTest.traffic(requests, errors, 1);
    return new EdgeVitals(
        0,
        startedAt,
        "ready",
        0,
        0,
        0,
        0,
        0,
        "",
        EdgeVitals.HandlerVitals.NONE,
        List.of(new SiteVitals("shop", requests, 0, 0, 0, errors, traffic.latencies())));
  }

  private void change(String name, boolean connected, long refused, long startedAt) {
    EdgeSight old = Objects.requireNonNull(edges.get(name));
    EdgeVitals vitals = Objects.requireNonNull(old.vitals());
    SiteVitals site = vitals.sites().getFirst();
    edges.put(
        name,
        new EdgeSight(
            name,
            connected,
            old.version(),
            refused,
            refused == 0 ? List.of() : List.of("no such pool"),
            vitals(startedAt, site.requests(), site.serverErrors())));
  }

  private @Nullable Decision after(long seconds) {
    nowMillis += seconds * 1_000;
    return watch.look(edges, nowMillis);
  }

  private void rolledBack(@Nullable Decision decision, String reason) {
    assertThat(Objects.requireNonNull(decision).stage()).isEqualTo(Stage.ROLLED_BACK);
    assertThat(decision.reason()).contains(reason);
  }

  @Test
  void canariesThatFareAsTheOthersDoLetTheVersionGoOn() {
    edge("a", 1, 100, 0);
    edge("b", 1, 100, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 100, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 200, 1);
    edge("b", 1, 200, 1);
    assertThat(after(59)).isNull();
    Decision decision = after(1);
    assertThat(Objects.requireNonNull(decision).stage()).isEqualTo(Stage.PROMOTED);
    assertThat(decision.reason())
        .isEqualTo("a answered 100 requests in 60 s and fared no worse than the others");
  }

  @Test
  void aCanaryThatBreaksIsNotWatchedToTheEnd() {
    edge("a", 2, 100, 0);
    edge("b", 1, 100, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 150, 40);
    edge("b", 1, 200, 0);
    rolledBack(after(5), "a: 80.00 % of 50 answers were server errors");
  }

  @Test
  void whatACanaryAnsweredBeforeIsNotHeldAgainstTheVersion() {
    edge("a", 2, 1_000, 900);
    edge("b", 1, 1_000, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 1_100, 900);
    edge("b", 1, 1_100, 0);
    assertThat(after(30)).isNull();
  }

  @Test
  void aCanaryWithoutOthersIsComparedWithItself() {
    edge("a", 2, 1_000, 500);
    assertThat(after(1)).isNull();
    edge("a", 2, 1_100, 550);
    assertThat(after(30)).isNull();

    watch = new RolloutWatch(rollout(RolloutPolicy.Unjudged.PROMOTE), nowMillis);
    edge("a", 2, 1_000, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 1_100, 50);
    rolledBack(after(1), "server errors");
  }

  @Test
  void aCanaryThatRefusesEndsItWithTheReason() {
    edge("a", 1, 0, 0);
    change("a", true, 2, 1);
    rolledBack(after(1), "edge a refused it: no such pool");
  }

  @Test
  void whatWasRefusedBeforeIsNotThisVersion() {
    edge("a", 1, 0, 0);
    change("a", true, 1, 1);
    assertThat(after(1)).isNull();
  }

  @Test
  void aCanaryThatDoesNotAnswerHasHalfAMinute() {
    edge("a", 1, 0, 0);
    assertThat(after(30)).isNull();
    rolledBack(after(1), "edge a has not put it in force within 30 s");
  }

  @Test
  void aCanaryThatGoesAwayWithItHasFiveSeconds() {
    edge("a", 2, 0, 0);
    assertThat(after(1)).isNull();
    change("a", false, 0, 1);
    assertThat(after(5)).isNull();
    rolledBack(after(1), "edge a has been lost for 6 s");
  }

  @Test
  void aCanaryThatComesBackInTimeIsWatchedOn() {
    edge("a", 2, 0, 0);
    assertThat(after(1)).isNull();
    change("a", false, 0, 1);
    assertThat(after(4)).isNull();
    change("a", true, 0, 1);
    assertThat(after(4)).isNull();
    change("a", false, 0, 1);
    assertThat(after(4)).isNull();
  }

  @Test
  void aCanaryWhoseProcessEndedIsTakenForBroken() {
    edge("a", 2, 0, 0);
    assertThat(after(1)).isNull();
    change("a", true, 0, 2);
    rolledBack(after(1), "edge a ended and was started anew with it");
  }

  @Test
  void aControlPlaneThatWasStartedAnewGivesEdgesTimeToComeBack() {
    assertThat(after(29)).isNull();
    rolledBack(after(2), "edge a has been lost for 31 s");
  }

  @Test
  void tooFewRequestsAreNotJudgedAndThePolicySaysWhatThen() {
    edge("a", 2, 0, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 19, 19);
    Decision decision = after(60);
    assertThat(Objects.requireNonNull(decision).stage()).isEqualTo(Stage.PROMOTED);
    assertThat(decision.reason())
        .isEqualTo("a answered 19 requests in 60 s, too few to judge by: expected 20");

    watch = new RolloutWatch(rollout(RolloutPolicy.Unjudged.ROLL_BACK), nowMillis);
    edge("a", 2, 0, 0);
    assertThat(after(1)).isNull();
    edge("a", 2, 19, 0);
    rolledBack(after(60), "too few to judge by: expected 20");
  }
}

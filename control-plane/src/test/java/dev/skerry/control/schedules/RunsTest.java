package dev.skerry.control.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.Newest;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.control.schedules.Run.Stage;
import dev.skerry.control.sites.Expectation;
import dev.skerry.control.sites.Sites;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.ScheduledRun;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three edges and a control plane, told by hand; time is only told. */
class RunsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:30Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private volatile Instant now = START;
  private final List<ScheduledEdge> edges = new ArrayList<>();
  private RocksEngine engine;
  private Plane plane;

  /** A control plane on the engine, with edges of its own. */
  private final class Plane {
    final Fleet fleet = new Fleet(() -> now, this::nanos);
    final Sites sites =
        Sites.open(
            new Sites.Plan(
                engine,
                MasterKey.open(folder.resolve("master-key")),
                false,
                fleet,
                "cp",
                () -> now));
    final Offers offers = new Offers(fleet);
    final Runs runs =
        new Runs(new Schedules.Plan(engine, sites, fleet, () -> now), offers, new ScheduleMeters());
    final Sessions sessions =
        new Sessions(
            fleet,
            new Sessions.Plan(
                "cp",
                Stream.concat(sites.sources().stream(), Stream.of(offers)).toList(),
                List.of(runs::reported),
                () -> Newest.NONE,
                Duration.ofDays(1),
                () -> now,
                this::nanos));

    long nanos() {
      return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
    }

    void close() {
      sites.close();
      fleet.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    plane = new Plane();
    for (String name : List.of("a", "b", "c")) {
      edges.add(new ScheduledEdge(name, folder, () -> now));
    }
  }

  @AfterEach
  void close() {
    plane.close();
    engine.close();
  }

  private void schedules(String... crons) throws Exception {
    String document =
        """
        handlers:
          tidy:
            code: "export default { scheduled() {} }"
            limits: {wall-time: 60s}
            schedules: ["%s"]
        sites: [{hosts: ["*"], redirect: {to: "https://www.example/"}}]
        """
            .formatted(String.join("\", \"", crons));
    Bundle bundle = new Bundle("skerry.yaml", document, Map.of(), Map.of());
    plane.sites.apply(new Sites.Change(bundle, "anna", "", Expectation.ANY, null));
    for (ScheduledEdge edge : edges) {
      edge.come(plane.sessions);
      edge.step();
    }
    plane.runs.look();
  }

  private ScheduledEdge edge(String name) {
    return edges.stream().filter(edge -> edge.name.equals(name)).findFirst().orElseThrow();
  }

  /** All do what there is to do until nobody has anything. */
  private void settle() throws IOException {
    for (int round = 0; round < 6; round++) {
      plane.runs.look();
      for (ScheduledEdge edge : edges) {
        edge.step();
      }
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void finish() throws IOException {
    edges.forEach(edge -> edge.finish(""));
    settle();
  }

  private List<ScheduledRun> begun() {
    return edges.stream().flatMap(edge -> edge.begun.stream()).toList();
  }

  private Run last() {
    return Objects.requireNonNull(plane.runs.shown().getFirst().last());
  }

  private Schedule counted() {
    return plane.runs.schedule(plane.runs.shown().getFirst().name());
  }

  /** The process of the control plane is killed and started anew; edges come back. */
  private void restart() throws IOException {
    edges.forEach(ScheduledEdge::cut);
    plane.close();
    plane = new Plane();
    for (ScheduledEdge edge : edges) {
      edge.come(plane.sessions);
    }
  }

  @Test
  void eachOccurrenceIsRunOnceAndNotAlwaysByTheSameEdge() throws Exception {
    schedules("* * * * *");
    for (int minute = 0; minute < 12; minute++) {
      pass(MINUTE);
      settle();
      finish();
    }
    assertThat(begun()).hasSize(12).doesNotHaveDuplicates();
    assertThat(edges).allSatisfy(edge -> assertThat(edge.begun).isNotEmpty());
    assertThat(last().stage()).isEqualTo(Stage.DONE);
    assertThat(counted().done.sum()).isEqualTo(12);
  }

  @Test
  void nothingIsRunThatWasDueBeforeAScheduleWasThere() throws Exception {
    schedules("0 12 * * *");
    settle();
    assertThat(begun()).isEmpty();
    assertThat(plane.runs.shown().getFirst().next()).isEqualTo("2026-03-02T12:00:00Z");
  }

  @Test
  void anEdgeThatDoesNotAnswerIsLeftOutAfterAWhileAndDoesNotBeginLater() throws Exception {
    schedules("* * * * *");
    pass(MINUTE);
    plane.runs.look();
    ScheduledEdge frozen = edge(offeredTo());
    edges.remove(frozen);
    settle();
    assertThat(begun()).isEmpty();
    pass(Runs.PATIENCE);
    settle();
    assertThat(begun()).hasSize(1);
    edges.add(frozen);
    settle();
    assertThat(frozen.begun).isEmpty();
    assertThat(begun()).hasSize(1);
  }

  private String offeredTo() {
    return Objects.requireNonNull(counted().offered);
  }

  @Test
  void anEdgeThatDiesBeforeItTakesARunIsFollowedByAnotherAtOnce() throws Exception {
    schedules("* * * * *");
    pass(MINUTE);
    plane.runs.look();
    edge(offeredTo()).die();
    settle();
    assertThat(begun()).hasSize(1);
  }

  @Test
  void anEdgeThatCannotTakeARunIsFollowedByAnotherAtOnce() throws Exception {
    schedules("* * * * *");
    edge("a").willing = false;
    edge("b").willing = false;
    pass(MINUTE);
    settle();
    assertThat(edge("c").begun).hasSize(1);
  }

  @Test
  void aRunThatWaitsIsOfferedAnewByAControlPlaneThatHasStartedAnew() throws Exception {
    schedules("* * * * *");
    edges.forEach(ScheduledEdge::cut);
    pass(MINUTE);
    plane.runs.look();
    assertThat(last().stage()).isEqualTo(Stage.WAITING);
    restart();
    settle();
    assertThat(begun()).hasSize(1);
  }

  @Test
  void aRunWhoseBeginningWasWrittenDownIsNotOfferedAgainWhoeverEndsThen() throws Exception {
    schedules("* * * * *");
    pass(MINUTE);
    plane.runs.look();
    for (ScheduledEdge edge : edges) {
      edge.step();
    }
    plane.runs.look(); // has heard that it is taken, and has told nobody
    assertThat(last().stage()).isEqualTo(Stage.BEGUN);
    restart();
    settle();
    assertThat(begun()).isEmpty();
    pass(Duration.ofSeconds(90));
    settle();
    assertThat(counted().lost.sum()).isEqualTo(1);
    assertThat(begun()).as("the next occurrence").hasSize(1);
  }

  @Test
  void aRunThatGoesOnWhileTheControlPlaneIsStartedAnewIsHeardOf() throws Exception {
    schedules("* * * * *");
    pass(MINUTE);
    settle();
    edges.forEach(ScheduledEdge::cut);
    edges.forEach(edge -> edge.finish("exception: no room"));
    restart();
    settle();
    assertThat(last().stage()).isEqualTo(Stage.FAILED);
    assertThat(last().note()).isEqualTo("exception: no room");
    assertThat(begun()).hasSize(1);
  }

  @Test
  void aRunOfAnEdgeThatDiesIsGivenUpAndNotRepeated() throws Exception {
    schedules("2 * * * *");
    pass(MINUTE.multipliedBy(2));
    settle();
    edges.forEach(ScheduledEdge::die);
    for (ScheduledEdge edge : edges) {
      edge.come(plane.sessions);
    }
    settle();
    assertThat(begun()).hasSize(1);
    pass(Duration.ofSeconds(90));
    settle();
    assertThat(last().stage()).isEqualTo(Stage.LOST);
    assertThat(begun()).hasSize(1);
  }

  @Test
  void anOccurrenceIsSkippedWhileTheRunBeforeItGoesOn() throws Exception {
    schedules("* * * * *");
    pass(MINUTE);
    settle();
    pass(MINUTE);
    settle();
    assertThat(begun()).hasSize(1);
    assertThat(counted().overlapped.sum()).isEqualTo(1);
    finish();
    pass(MINUTE);
    settle();
    assertThat(begun()).hasSize(2);
  }

  @Test
  void ofWhatWasMissedTheNewestIsRun() throws Exception {
    schedules("* * * * *");
    pass(Duration.ofMinutes(20));
    settle();
    assertThat(begun())
        .extracting(run -> run.occurrence().at())
        .containsExactly(Instant.parse("2026-03-01T12:20:00Z"));
    assertThat(counted().missed.sum()).isEqualTo(19);
  }

  @Test
  void whatWasMissedForTooLongIsNotRun() throws Exception {
    schedules("0 13 * * *");
    pass(Duration.ofHours(2).plusMinutes(1));
    settle();
    assertThat(begun()).isEmpty();
    assertThat(last().stage()).isEqualTo(Stage.MISSED);
    assertThat(counted().missed.sum()).isEqualTo(1);
  }

  @Test
  void whatNoEdgeCouldBeginForTooLongIsNotRun() throws Exception {
    schedules("0 13 * * *");
    edges.forEach(ScheduledEdge::cut);
    pass(Duration.ofHours(1));
    settle();
    assertThat(last().stage()).isEqualTo(Stage.WAITING);
    pass(Duration.ofHours(1).plusMinutes(1));
    settle();
    assertThat(last().stage()).isEqualTo(Stage.MISSED);
    for (ScheduledEdge edge : edges) {
      edge.come(plane.sessions);
    }
    settle();
    assertThat(begun()).isEmpty();
  }

  @Test
  void ofTwoControlPlanesOnOneEngineOneBegins() throws Exception {
    schedules("* * * * *");
    Plane other = new Plane();
    ScheduledEdge theirs = new ScheduledEdge("d", folder, () -> now);
    theirs.come(other.sessions);
    for (int minute = 0; minute < 6; minute++) {
      pass(MINUTE);
      both(other, theirs);
      theirs.finish("");
      edges.forEach(edge -> edge.finish(""));
      both(other, theirs);
    }
    assertThat(Stream.concat(begun().stream(), theirs.begun.stream()))
        .hasSize(6)
        .doesNotHaveDuplicates();
    other.close();
  }

  private void both(Plane other, ScheduledEdge theirs) throws IOException {
    for (int round = 0; round < 4; round++) {
      other.runs.look();
      plane.runs.look();
      theirs.step();
      for (ScheduledEdge edge : edges) {
        edge.step();
      }
    }
  }

  @Test
  void aScheduleThatIsGoneIsForgotten() throws Exception {
    schedules("* * * * *", "*/5 * * * *");
    assertThat(plane.runs.shown()).hasSize(2);
    schedules("*/5 * * * *");
    assertThat(plane.runs.shown()).hasSize(1);
    assertThat(engine.read(ScheduleRows::all)).hasSize(1);
  }

  @Test
  void whateverBreaksNothingIsBegunTwice() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    schedules("* * * * *", "*/3 * * * *");
    for (int step = 0; step < 300; step++) {
      ScheduledEdge edge = edges.get(random.nextInt(edges.size()));
      switch (random.nextInt(12)) {
        case 0 -> edge.cut();
        case 1 -> edge.die();
        case 2 -> edge.willing = random.nextBoolean();
        case 3 -> edge.finish(random.nextBoolean() ? "" : "wall-time");
        case 4 -> restart();
        case 5, 6 -> pass(Duration.ofSeconds(random.nextInt(40)));
        case 7, 8 -> plane.runs.look();
        default -> edge.step();
      }
      if (!edge.follows() && random.nextBoolean()) {
        edge.come(plane.sessions);
      }
    }
    assertThat(begun()).as("seed %d", seed).doesNotHaveDuplicates();
    for (ScheduledEdge edge : edges) {
      edge.willing = true;
      edge.cut();
      edge.come(plane.sessions);
    }
    // The first may be one that was taken before its edge was cut off, and fails for that.
    for (int i = 0; i < 2; i++) {
      pass(Duration.ofMinutes(10));
      settle();
      finish();
    }
    assertThat(plane.runs.shown())
        .as("seed %d", seed)
        .allSatisfy(
            shown ->
                assertThat(Objects.requireNonNull(shown.last()).stage()).isEqualTo(Stage.DONE));
  }
}

package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.Newest;
import dev.skerry.control.fleet.Session;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.control.sites.Rollout.Stage;
import dev.skerry.control.sites.RolloutPolicy.Unjudged;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Directive.Configure;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three edges follow, told by hand; time is only told, and rollouts look when they are asked. */
class RolloutsTest {
  private static final List<String> EDGES = List.of("a", "b", "c");

  @TempDir Path folder;
  private final AtomicLong nowMillis = new AtomicLong(1_000_000);
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private RocksEngine engine;
  private Fleet fleet;
  private Versions store;
  private WantedVersions wanted;
  private Rollouts rollouts;

  static RolloutPolicy policy(List<String> canaries) {
    return new RolloutPolicy(canaries, 0, Duration.ofSeconds(60), 2, 2, 20, Unjudged.PROMOTE);
  }

  private Instant now() {
    return Instant.ofEpochMilli(nowMillis.get());
  }

  @BeforeEach
  void open() throws Exception {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    fleet = new Fleet(this::now, () -> TimeUnit.MILLISECONDS.toNanos(nowMillis.get()));
    store = new Versions(engine, Documents.master(folder), this::now);
    if (store.standing().newest() == 0) {
      Version _ = store.append(draft(8001), Expectation.ANY, false);
    }
    wanted = new WantedVersions(store, "cp");
    rollouts = new Rollouts(wanted, store, fleet, this::now);
    EDGES.forEach(this::come);
  }

  @AfterEach
  void close() {
    fleet.close();
    engine.close();
  }

  /** The process of the control plane is killed and started anew; edges come back. */
  private void restart() throws Exception {
    close();
    open();
  }

  private void come(String edge) {
    long version = versions.getOrDefault(edge, 0L);
    String content = version == 0 ? "" : store.bundle(version).orElseThrow().sha256();
    come(edge, new Hello("1", "cp", version, content, 0, 0, false, 1));
  }

  private void come(String edge, Hello hello) {
    Sessions.Plan plan =
        new Sessions.Plan(
            "cp",
            List.of(wanted),
            List.of(),
            () -> Newest.NONE,
            Duration.ofSeconds(5),
            this::now,
            () -> TimeUnit.MILLISECONDS.toNanos(nowMillis.get()));
    sessions.put(edge, new Sessions(fleet, plan).open(edge, hello));
  }

  private static Versions.Draft draft(int port) throws VersionException {
    Bundle bundle = Documents.toPort(port);
    return new Versions.Draft(bundle, Sites.check(bundle).snapshot().fingerprint(), "anna", "", 0);
  }

  private long stage(List<String> canaries) throws VersionException {
    long version =
        store
            .appendStaged(draft(8002), Expectation.current(1), policy(canaries), canaries)
            .number();
    wanted.refresh();
    return version;
  }

  /** What an edge is told of configurations now; it puts them in force. */
  private List<Long> told(String edge) {
    List<Long> told = new ArrayList<>();
    Session session = Objects.requireNonNull(sessions.get(edge));
    for (Directive next = session.next(); next != null; next = session.next()) {
      if (next instanceof Configure(long version, Bundle _)) {
        told.add(version);
        versions.put(edge, version);
        session.report(new Report.InForce(version, List.of()));
      } else if (next instanceof Directive.Beat) {
        break;
      }
    }
    return told;
  }

  private void answered(String edge, long requests, long errors) {
    answered(edge, HealthGateTest.traffic(requests, errors, 1), errors, HandlerVitals.NONE);
  }

  private void answered(String edge, Traffic traffic, long errors, HandlerVitals handlers) {
    SiteVitals site = new SiteVitals("s", traffic.requests(), 0, 0, 0, errors, traffic.latencies());
    EdgeVitals vitals = new EdgeVitals(0, 1, "ready", 0, 0, 0, 0, 0, "", handlers, List.of(site));
    Objects.requireNonNull(sessions.get(edge)).report(new Report.Vitals(vitals));
  }

  /** An edge whose handlers were called, and that answered as often without an error. */
  private void called(String edge, HandlerVitals handlers) {
    answered(edge, HealthGateTest.traffic(handlers.calls(), 0, 1), 0, handlers);
  }

  private void look(long seconds) {
    nowMillis.addAndGet(seconds * 1_000);
    rollouts.look();
  }

  private Rollout rollout(long version) {
    return store.rollout(version).orElseThrow();
  }

  @Test
  void anEdgeThatHasOtherContentByThatNumberIsToldItAgain() throws Exception {
    assertThat(told("a")).containsExactly(1L);
    String other = draft(9009).bundle().sha256();
    come("a", new Hello("1", "cp", 1, other, 0, 0, false, 1));
    assertThat(fleet.edge("a").orElseThrow().version()).isZero();
    assertThat(told("a")).containsExactly(1L);
    come("a");
    assertThat(fleet.edge("a").orElseThrow().version()).isEqualTo(1);
    assertThat(told("a")).isEmpty();
  }

  @Test
  void aVersionThatIsNotWantedAnyMoreIsKnownByItsContentToo() throws Exception {
    String first = store.bundle(1).orElseThrow().sha256();
    Version _ = store.append(draft(8003), Expectation.ANY, true);
    wanted.refresh();
    come("a", new Hello("1", "cp", 1, first, 0, 0, false, 1));
    assertThat(fleet.edge("a").orElseThrow().version()).isEqualTo(1);
    come("a", new Hello("1", "cp", 1, "another", 0, 0, false, 1));
    assertThat(fleet.edge("a").orElseThrow().version()).isZero();
    come("a", new Hello("1", "cp", 77, "another", 0, 0, false, 1));
    assertThat(fleet.edge("a").orElseThrow().version()).isZero();
    assertThat(told("a")).containsExactly(2L);
  }

  @Test
  void onlyTheCanariesAreToldUntilTheVersionIsFoundGood() throws Exception {
    EDGES.forEach(edge -> assertThat(told(edge)).containsExactly(1L));
    long version = stage(List.of("b"));
    assertThat(told("a")).isEmpty();
    assertThat(told("b")).containsExactly(version);
    assertThat(told("c")).isEmpty();
    EDGES.forEach(edge -> answered(edge, 100, 0));
    look(1);
    EDGES.forEach(edge -> answered(edge, 200, 0));
    look(59);
    assertThat(rollout(version).stage()).isEqualTo(Stage.CANARIES);
    look(1);
    assertThat(rollout(version).stage()).isEqualTo(Stage.PROMOTED);
    assertThat(rollout(version).reason()).contains("fared no worse than the others");
    assertThat(store.standing()).isEqualTo(new Standing(2, 2, 0));
    assertThat(told("a")).containsExactly(version);
    assertThat(told("b")).isEmpty();
    assertThat(told("c")).containsExactly(version);
  }

  @Test
  void aVersionThatBreaksItsCanaryIsTakenBackAndReachesNobodyElse() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    EDGES.forEach(edge -> answered(edge, 100, 0));
    look(1);
    answered("a", 200, 0);
    answered("b", 200, 90);
    look(4);
    Rollout ended = rollout(version);
    assertThat(ended.stage()).isEqualTo(Stage.ROLLED_BACK);
    assertThat(ended.reason()).startsWith("b: 90.00 % of 100 answers were server errors");
    assertThat(ended.endedAt()).isEqualTo(now());
    assertThat(store.standing()).isEqualTo(new Standing(2, 1, 0));
    assertThat(told("b")).containsExactly(1L);
    assertThat(told("a")).isEmpty();
    assertThat(told("c")).isEmpty();
  }

  @Test
  void aRolloutThatIsAbortedIsTakenBackAtOnceAndSaysByWhom() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    look(1);
    Rollout ended = rollouts.abort(version, "anna", "slow");
    assertThat(ended.stage()).isEqualTo(Stage.ROLLED_BACK);
    assertThat(rollout(version).reason()).isEqualTo("aborted by anna: slow");
    assertThat(store.standing()).isEqualTo(new Standing(2, 1, 0));
    assertThat(told("b")).containsExactly(1L);
    assertThat(told("a")).isEmpty();
    look(100);
    assertThat(rollout(version).reason()).isEqualTo("aborted by anna: slow");
    assertThatThrownBy(() -> rollouts.abort(version, "anna", ""))
        .isInstanceOf(VersionException.NoRollout.class)
        .hasMessageStartingWith("version 2 is not being rolled out");
  }

  @Test
  void handlersThatFailOnACanaryTakeItBackThoughViewersSeeNoError() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    EDGES.forEach(edge -> called(edge, new HandlerVitals(1_000, 0)));
    look(1);
    called("b", new HandlerVitals(1_100, 3));
    look(1);
    assertThat(rollout(version).stage()).isEqualTo(Stage.ROLLED_BACK);
    assertThat(rollout(version).reason())
        .isEqualTo(
            "b: 3.00 % of 100 calls of handlers failed, of the others' 0.00 %; 1.00 % were"
                + " allowed");
  }

  @Test
  void handlersThatFailedBeforeAsOftenAreNotHeldAgainstAVersion() throws Exception {
    EDGES.forEach(this::told);
    called("b", new HandlerVitals(1_000, 30));
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    look(1);
    // The others call none.
    called("b", new HandlerVitals(1_100, 33));
    look(1);
    assertThat(rollout(version).stage()).isEqualTo(Stage.CANARIES);
  }

  @Test
  void aCanaryThatRefusesHasItTakenBackWithItsReason() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    Objects.requireNonNull(sessions.get("b"))
        .report(new Report.Refused(version, List.of("port 80 is taken")));
    look(1);
    assertThat(rollout(version).reason()).isEqualTo("edge b refused it: port 80 is taken");
    assertThat(store.standing().current()).isEqualTo(1);
  }

  @Test
  void aControlPlaneThatIsKilledInTheMiddleGoesOnAndWatchesAnew() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    EDGES.forEach(edge -> answered(edge, 100, 0));
    look(1);
    look(50);
    restart();
    assertThat(wanted.of("a")).isEqualTo(1);
    assertThat(wanted.of("b")).isEqualTo(version);
    EDGES.forEach(edge -> assertThat(told(edge)).isEmpty());
    EDGES.forEach(edge -> answered(edge, 200, 0));
    look(1);
    EDGES.forEach(edge -> answered(edge, 300, 0));
    look(50);
    assertThat(rollout(version).stage()).isEqualTo(Stage.CANARIES);
    look(10);
    assertThat(rollout(version).stage()).isEqualTo(Stage.PROMOTED);
  }

  @Test
  void whatWasDecidedIsDecidedAlsoAfterARestart() throws Exception {
    EDGES.forEach(this::told);
    long version = stage(List.of("b"));
    assertThat(told("b")).containsExactly(version);
    assertThat(store.end(version, Stage.ROLLED_BACK, "because")).isPresent();
    restart();
    assertThat(told("b")).containsExactly(1L);
    assertThat(store.end(version, Stage.PROMOTED, "not again")).isEmpty();
    assertThat(rollout(version).reason()).isEqualTo("because");
  }

  @Test
  void aRolloutIsInTheWayOfOthersButNotOfRollingBack() throws Exception {
    long version = stage(List.of("b"));
    assertThatThrownBy(() -> store.append(draft(8003), Expectation.ANY, false))
        .isInstanceOf(VersionException.Busy.class)
        .hasMessageStartingWith("version 2 is being rolled out");
    assertThat(store.append(draft(8001), Expectation.current(1), true).number()).isEqualTo(3);
    assertThat(rollout(version).stage()).isEqualTo(Stage.SUPERSEDED);
    assertThat(rollout(version).reason()).isEqualTo("version 3 was applied to all");
    assertThat(store.standing()).isEqualTo(new Standing(3, 3, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 50, 1",
    "2, 50, 1",
    "2, 100, 1",
    "3, 10, 1",
    "3, 34, 2",
    "3, 100, 2",
    "10, 10, 1",
    "10, 11, 2",
    "100, 1, 1",
    "100, 100, 99"
  })
  void aShareIsAtLeastOneEdgeAndNeverAllOfSeveral(int edges, int percent, int expected) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < edges; i++) {
      names.add("edge" + i);
    }
    for (long version = 1; version < 5; version++) {
      assertThat(Rollouts.share(names, percent, version)).hasSize(expected).doesNotHaveDuplicates();
    }
  }

  @Test
  void canariesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> rollouts.choose(policy(List.of("a", "z")), 2))
        .isInstanceOf(VersionException.NoCanary.class)
        .hasMessage("edge 'z' is not connected");
  }
}

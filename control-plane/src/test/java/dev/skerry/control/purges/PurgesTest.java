package dev.skerry.control.purges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.control.fleet.Answers.Reason;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.Session;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.control.purges.PurgeProgress.Missing;
import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Endpoints;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Edges that are told by hand, or tell by themselves what they applied. */
class PurgesTest {
  private static final Instant NOW = Instant.ofEpochMilli(5_000);
  private static final Caller ANNA = new Caller("anna", Set.of(Scope.PURGE, Scope.READ));
  private static final Duration LONG = Duration.ofSeconds(30);

  private RocksEngine engine;
  private Fleet fleet;
  private Purges.Plan plan;
  private Purges purges;
  private Sessions sessions;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    fleet = new Fleet(() -> NOW, System::nanoTime);
    plan =
        new Purges.Plan(
            engine, false, fleet, "cp", () -> NOW, System::nanoTime, PurgeLogLimits.DEFAULT);
    purges = Purges.open(plan);
    sessions =
        new Sessions(
            fleet,
            new Sessions.Plan(
                "cp",
                purges.sources(),
                purges.listeners(),
                purges::newest,
                Duration.ofHours(1),
                () -> NOW,
                System::nanoTime));
  }

  @AfterEach
  void close() {
    fleet.close();
    purges.close();
    engine.close();
  }

  private Session come(String edge, String controlPlane, long applied, long atMillis) {
    return sessions.open(edge, new Hello("1", controlPlane, 0, "", applied, atMillis, true, 1));
  }

  /** What an edge is told now, the welcome left out. */
  private static List<Directive> told(Session session) {
    List<Directive> told = new ArrayList<>();
    for (Directive next = session.next(); next != null; next = session.next()) {
      if (!(next instanceof Directive.Welcome)) {
        told.add(next);
      }
    }
    return told;
  }

  /** An edge that applies and counts whatever it is told. */
  private void comeAndApply(String edge) {
    Session session = come(edge, "cp", purges.latest(), 0);
    Thread _ =
        Thread.startVirtualThread(
            () -> {
              try {
                session.tell(
                    (directive, atMost) -> {
                      if (directive instanceof Directive.Order(var purge)) {
                        session.report(new Report.Applied(purge.sequence()));
                      } else if (directive instanceof Directive.Count(long question, var _)) {
                        session.report(new Report.Counted(question, 7, 2));
                      }
                      return true;
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private long order(String tag) throws InterruptedException {
    PurgeDraft draft = new PurgeDraft(null, List.of(new Selector.Tag(tag)), false, "anna");
    return purges.order(draft, Duration.ZERO).logged().sequence();
  }

  private static List<Long> orders(List<Directive> told) {
    return told.stream()
        .filter(Directive.Order.class::isInstance)
        .map(directive -> ((Directive.Order) directive).purge().sequence())
        .toList();
  }

  @Test
  void anEdgeIsToldWhatItHasMissedThenThatItIsCurrentThenWhatIsNew() throws Exception {
    long _ = order("a");
    long _ = order("b");
    Session session = come("edge", "cp", 1, 5_000);
    List<Directive> told = told(session);
    assertThat(orders(told)).containsExactly(2L);
    assertThat(told.getLast()).isEqualTo(new Directive.Current(2));
    long _ = order("c");
    assertThat(orders(told(session))).containsExactly(3L);
    assertThat(told(session)).isEmpty();
  }

  @Test
  void anEdgeOfAnotherControlPlaneIsOnlyToldWhatIsNew() throws Exception {
    long _ = order("a");
    assertThat(told(come("edge", "another", 700, 1))).containsExactly(new Directive.Current(1));
    assertThat(purges.latest()).as("its number is another's").isEqualTo(1);
  }

  @Test
  void anEdgeThatHasAppliedAnotherPurgeOfThatNumberIsToldToForget() throws Exception {
    long _ = order("a");
    long _ = order("b");
    Session other = come("other", "cp", 2, 5_000);
    assertThat(told(other)).containsExactly(new Directive.Current(2));
    assertThat(told(come("edge", "cp", 1, 4_999)))
        .containsExactly(new Directive.Forgotten(3, 5_000), new Directive.Current(3));
    assertThat(told(other)).containsExactly(new Directive.Forgotten(3, 5_000));
    assertThat(told(come("another", "cp", 1, 4_999))).contains(new Directive.Current(3));
  }

  @Test
  void anEdgeIsToldWhenThePurgeWasOrderedThatItCountsFrom() throws Exception {
    long _ = order("a");
    Session joins = come("edge", "", 0, 0);
    assertThat(joins.next()).isEqualTo(new Directive.Welcome("cp", 5_000, 1, 5_000, 3_600_000));
    assertThat(told(come("edge", "cp", 1, 5_000))).containsExactly(new Directive.Current(1));
  }

  @Test
  void anEdgeThatDoesNotKnowTheMomentOfItsLastPurgeIsToldToForget() throws Exception {
    long _ = order("a");
    long _ = order("b");
    assertThat(told(come("edge", "cp", 1, 0)))
        .containsExactly(new Directive.Forgotten(2, 5_000), new Directive.Current(2));
  }

  @Test
  void anEdgeAtTheFloorOfAnotherHistoryIsToldToForget() throws Exception {
    long _ = order("a");
    assertThat(told(come("ahead", "cp", 40, 9))).hasSize(2);
    assertThat(told(come("of this history", "cp", 41, 5_000)))
        .containsExactly(new Directive.Current(41));
    assertThat(told(come("of another", "cp", 41, 4_000)))
        .containsExactly(new Directive.Forgotten(42, 5_000), new Directive.Current(42));
  }

  @Test
  void whatAnEdgeHasNotBeenToldItHasNotApplied() throws Exception {
    long _ = order("a");
    Session session = come("edge", "cp", 0, 0);
    List<Directive> _ = told(session);
    session.report(new Report.Applied(2));
    assertThat(fleet.edge("edge").orElseThrow().applied()).isZero();
    session.report(new Report.Applied(1));
    assertThat(fleet.edge("edge").orElseThrow().applied()).isEqualTo(1);
  }

  @Test
  void acknowledgementsNeverFallAndGoWithTheirEdge() {
    Acknowledgements acknowledgements = new Acknowledgements(engine, System::nanoTime);
    acknowledgements.applied("edge", 7);
    acknowledgements.applied("edge", 5);
    acknowledgements.applied("other", 3);
    assertThat(acknowledgements.upTo("edge")).isEqualTo(7);
    acknowledgements.write();
    assertThat(new Acknowledgements(engine, System::nanoTime).upTo("edge")).isEqualTo(7);
    acknowledgements.forget("edge");
    acknowledgements.write();
    Acknowledgements read = new Acknowledgements(engine, System::nanoTime);
    assertThat(read.upTo("edge")).isZero();
    assertThat(read.upTo("other")).isEqualTo(3);
    read.retain(List.of());
    read.write();
    assertThat(new Acknowledgements(engine, System::nanoTime).upTo("other")).isZero();
  }

  @Test
  void aPurgeThatNoEdgeCouldReadIsRefused() throws Exception {
    Selector matching = new Selector.Matching(Expression.parse("status == 200"));
    List<Selector> twice = List.of(matching, new Selector.Matching(Expression.parse("size > 1")));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> purges.order(new PurgeDraft(null, twice, false, "anna"), Duration.ZERO));
    List<Selector> halfCharacter = List.of(new Selector.Tag("a\ud800"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> purges.order(new PurgeDraft(null, halfCharacter, false, "anna"), Duration.ZERO));
    assertThat(purges.latest()).isZero();
  }

  @Test
  void anEdgeThatHasMoreThanTheLogRaisesItAndAllForget() throws Exception {
    long _ = order("a");
    assertThat(told(come("ahead", "cp", 40, 9)))
        .containsExactly(new Directive.Forgotten(41, 5_000), new Directive.Current(41));
    assertThat(told(come("as far ahead", "cp", 40, 9)))
        .containsExactly(new Directive.Forgotten(41, 5_000), new Directive.Current(41));
    assertThat(order("b")).isEqualTo(42);
    List<Directive> behind = told(come("behind", "cp", 1, 5_000));
    assertThat(behind.getFirst()).isEqualTo(new Directive.Forgotten(41, 5_000));
    assertThat(orders(behind)).containsExactly(42L);
  }

  @Test
  void anOrderIsAnsweredWhenAllConnectedEdgesHaveAppliedIt() throws Exception {
    comeAndApply("a");
    comeAndApply("b");
    Session gone = come("gone", "cp", 0, 0);
    gone.end("for the test");
    PurgeDraft draft = new PurgeDraft(null, List.of(new Selector.Everything()), false, "anna");
    PurgeProgress progress = purges.order(draft, LONG);
    assertThat(progress.applied())
        .extracting(PurgeProgress.Applied::edge)
        .containsExactly("a", "b");
    assertThat(progress.applied()).allSatisfy(one -> assertThat(one.micros()).isNotNegative());
    assertThat(progress.missing()).containsExactly(new Missing("gone", Reason.NOT_CONNECTED));
    PurgeProgress later = purges.progress(progress.logged().sequence()).orElseThrow();
    assertThat(later.applied()).isEqualTo(progress.applied());
    assertThat(later.missing()).isEqualTo(progress.missing());
  }

  @Test
  void anEdgeThatIsConnectedAndSilentIsSlow() throws Exception {
    Session _ = come("silent", "cp", 0, 0);
    PurgeDraft draft = new PurgeDraft(null, List.of(new Selector.Everything()), false, "anna");
    assertThat(purges.order(draft, Duration.ZERO).missing())
        .containsExactly(new Missing("silent", Reason.NO_ANSWER));
  }

  @Test
  void theCallsOrderCountAndList() throws Exception {
    comeAndApply("a");
    comeAndApply("b");
    Endpoints calls =
        new Endpoints(PurgeCalls.of(purges, new PurgeCalls.PurgePlan(plan, () -> Set.of("shop"))));
    JsonNode dry = call(calls, "POST", "/v1/purge", "{'tags': ['x'], 'dry_run': true}");
    assertThat(dry.path("matched").asLong()).isEqualTo(14);
    assertThat(dry.path("not_looked_at").asLong()).isEqualTo(4);
    assertThat(purges.latest()).isZero();
    JsonNode done =
        call(calls, "POST", "/v1/sites/shop/purge?wait_ms=30000", "{'tags': ['x', 'y']}");
    assertThat(done.path("sequence").asLong()).isEqualTo(1);
    assertThat(done.path("applied").size()).isEqualTo(2);
    JsonNode page = call(calls, "GET", "/v1/purges", null);
    JsonNode first = page.path("purges").get(0);
    assertThat(first.path("by").asString()).isEqualTo("anna");
    assertThat(first.path("site").asString()).isEqualTo("shop");
    assertThat(first.path("tags").size()).isEqualTo(2);
    assertThat(page.path("next").isNull()).isTrue();
    assertThat(call(calls, "GET", "/v1/purges/1", null).path("applied").size()).isEqualTo(2);
    refused(calls, Problem.NOT_FOUND, "GET", "/v1/purges/2", null);
    refused(calls, Problem.NOT_FOUND, "GET", "/v1/purges/x", null);
    refused(calls, Problem.INVALID_REQUEST, "POST", "/v1/sites/none/purge", "{'tags': ['x']}");
    refused(
        calls,
        Problem.INVALID_REQUEST,
        "POST",
        "/v1/sites/shop/purge",
        "{'tags': ['x'], 'site': 'other'}");
    refused(calls, Problem.INVALID_REQUEST, "POST", "/v1/purge", "{}");
    assertThat(purges.latest()).isEqualTo(1);
  }

  private static JsonNode call(Endpoints calls, String method, String target, @Nullable String sent)
      throws ProblemException {
    JsonNode content = sent == null ? null : JsonMapper.shared().readTree(sent.replace('\'', '"'));
    return Objects.requireNonNull(calls.ask(method, target, content, ANNA));
  }

  private static void refused(
      Endpoints calls, Problem problem, String method, String target, @Nullable String sent) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> call(calls, method, target, sent))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
  }

  @Test
  void whoOrdersTooOftenWaits() {
    long[] now = {0};
    OrderRate rate = new OrderRate(10, 3, () -> now[0]);
    for (int i = 0; i < 3; i++) {
      assertThat(rate.take("anna")).isZero();
    }
    assertThat(rate.take("anna")).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
    assertThat(rate.take("bert")).as("has a bucket of his own").isZero();
    now[0] += Duration.ofMillis(101).toNanos();
    assertThat(rate.take("anna")).isZero();
    assertThat(rate.take("anna")).isPositive();
  }

  @Test
  void allThatIsTooOldIsForgottenAtOnceHoweverMuchThatIs() throws Exception {
    purges.close();
    Purges.Plan later =
        new Purges.Plan(
            engine,
            false,
            fleet,
            "cp",
            () -> NOW.plus(Duration.ofDays(40)),
            System::nanoTime,
            new PurgeLogLimits(Duration.ofDays(35), 1_000_000, Long.MAX_VALUE, 1));
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < 2_500; i++) {
        Future<?> _ =
            threads.submit(
                () ->
                    purges.order(
                        new PurgeDraft(null, List.of(new Selector.Tag("t")), false, "anna"),
                        Duration.ZERO));
      }
    }
    assertThat(purges.latest()).isEqualTo(2_500);
    purges = Purges.open(later);
    purges.trim();
    assertThat(purges.before(Long.MAX_VALUE, 1_000))
        .extracting(LoggedPurge::sequence)
        .containsExactly(2_500L);
  }
}

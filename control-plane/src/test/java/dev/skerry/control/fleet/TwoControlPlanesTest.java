package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.purges.PurgeProgress;
import dev.skerry.control.sites.Rollout;
import dev.skerry.control.sites.RolloutPolicy;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.testing.postgres.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two control planes on one PostgreSQL, each with an edge that follows it. */
class TwoControlPlanesTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path data = Path.of("");

  private CuttableWay way = unset();
  private PlaneNode a = unset();
  private PlaneNode b = unset();
  private LightEdge one = unset();
  private LightEdge two = unset();

  @BeforeEach
  void open() throws Exception {
    PostgresServer database = PostgresServer.shared();
    way = CuttableWay.to(database.port());
    String address = database.address();
    String cuttable = address.replace(":" + database.port() + "/", ":" + way.port() + "/");
    MasterKey master = MasterKey.open(data.resolve("master-key"));
    a = new PlaneNode(EnginePlace.parse(address), master);
    b = new PlaneNode(EnginePlace.parse(cuttable), master);
    var _ = a.apply("/first", null);
    await("b knows it", () -> b.plane.sites().standing().current() == 1);
    String token = a.token(2);
    one = new LightEdge("one", token, List.of(a.url(), b.url()), data.resolve("one"));
    two = edgeOfB(token);
    for (String edge : List.of("one", "two")) {
      await("both know " + edge, () -> a.isConnected(edge) && b.isConnected(edge));
    }
    await("both are current", () -> one.status().current() && two.status().current());
  }

  /** Joined through one control plane, it follows the other. */
  private LightEdge edgeOfB(String token) throws Exception {
    List<URI> only = List.of(b.url());
    return new LightEdge("two", token, only, data.resolve("two"));
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    way.mend();
    a.close();
    b.close();
    way.close();
  }

  @Test
  void aPurgeThroughAnyIsAcknowledgedByTheEdgesOfAll() throws Exception {
    assertThat(appliedBy(a.purge(LONG))).containsExactly("one", "two");
    assertThat(appliedBy(b.purge(LONG))).containsExactly("one", "two");
    assertThat(one.status().applied()).isEqualTo(2);
    assertThat(two.status().applied()).isEqualTo(2);
    PurgeProgress known = b.plane.purges().progress(1).orElseThrow();
    assertThat(appliedBy(known)).containsExactly("one", "two");
  }

  @Test
  void aVersionAppliedThroughAnyIsInForceOnTheEdgesOfAll() throws Exception {
    var _ = a.apply("/second", null);
    assertThat(a.plane.sites().awaitInForce(LONG).complete()).isTrue();
    assertThat(one.status().version()).isEqualTo(2);
    assertThat(two.status().version()).isEqualTo(2);
    var _ = b.apply("/third", null);
    assertThat(b.plane.sites().awaitInForce(LONG).complete()).isTrue();
    assertThat(one.status().version()).isEqualTo(3);
  }

  @Test
  void anEdgeRevokedThroughOneIsLetGoByTheOther() throws Exception {
    assertThat(a.plane.membership().revoke("two", a.plane.fleet())).isTrue();
    await("it is told so", () -> two.status().revoked());
    await("b lets it go", () -> b.plane.fleet().session("two") == null);
    await("nobody lists it", () -> isUnknown(a, "two") && isUnknown(b, "two"));
    assertThat(appliedBy(a.purge(LONG))).containsExactly("one");
  }

  private static boolean isUnknown(PlaneNode node, String edge) {
    return node.plane.fleet().edge(edge).isEmpty();
  }

  @Test
  void aRolloutIsJudgedByTheEdgesOfAll() throws Exception {
    two.refuse();
    var _ = a.apply("/bad", toTwoFirst());
    await("it has ended", () -> a.plane.sites().rollout().isEmpty());
    Rollout ended = a.plane.sites().rolloutOf(2).orElseThrow();
    assertThat(ended.stage()).isEqualTo(Rollout.Stage.ROLLED_BACK);
    assertThat(ended.reason()).contains("edge two refused it");
    assertThat(one.status().version()).isEqualTo(1);
    await("the other knows that, too", () -> b.plane.sites().rollout().isEmpty());
  }

  private static RolloutPolicy toTwoFirst() {
    return new RolloutPolicy(
        List.of("two"), 0, Duration.ZERO, 2, 2, 0, RolloutPolicy.Unjudged.PROMOTE);
  }

  @Test
  void whereOneIsKilledItsEdgesComeToTheOther() throws Exception {
    assertThat(appliedBy(a.purge(LONG))).containsExactly("one", "two");
    a.kill();
    await("its edge comes", () -> b.plane.fleet().session("one") != null);
    assertThat(b.purge(LONG).missing()).isEmpty();
    await("it is current", () -> one.status().current() && one.status().applied() == 2);
  }

  @Test
  void oneThatDoesNotSeeTheDatabaseCallsNoEdgeCurrent() throws Exception {
    way.cut();
    await("it knows that", () -> !b.plane.fleet().isInformed());
    await("the edge is let go", () -> !two.status().connected());
    assertThat(a.purge(Duration.ZERO).logged().sequence()).isEqualTo(1);
    assertThat(two.status().current()).isFalse();
    assertThat(two.status().applied()).isZero();
    way.mend();
    await("it has caught up", () -> two.status().current() && two.status().applied() == 1);
    await("the other knows", () -> appliedBy(progress(1)).contains("two"));
  }

  private PurgeProgress progress(long sequence) {
    try {
      return a.plane.purges().progress(sequence).orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> appliedBy(PurgeProgress progress) {
    return progress.applied().stream().map(PurgeProgress.Applied::edge).toList();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s until %s", LONG, what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}

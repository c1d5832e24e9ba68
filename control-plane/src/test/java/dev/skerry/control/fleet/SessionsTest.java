package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Directive.Beat;
import dev.skerry.edge.sync.Directive.Configure;
import dev.skerry.edge.sync.Directive.Current;
import dev.skerry.edge.sync.Directive.Order;
import dev.skerry.edge.sync.Directive.Revoked;
import dev.skerry.edge.sync.Directive.Welcome;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  private static final String NAME = "this-one";
  private static final Configure CONFIGURE =
      new Configure(7, new Bundle("a.yaml", "", Map.of(), Map.of()));

  private final ManualTime time = new ManualTime();
  private final Fleet fleet = new Fleet(time, time::nanos);
  private final NumberedPurges purges = new NumberedPurges();
  private final List<String> reported = new ArrayList<>();
  private final Sessions sessions = sessions(List.of(SessionsTest::configuration, purges));

  private Sessions sessions(List<DirectiveSource> sources) {
    return new Sessions(
        fleet,
        new Sessions.Plan(
            NAME,
            sources,
            List.of((edge, report) -> reported.add(edge + " " + report)),
            purges::newest,
            Sessions.BEAT,
            time,
            time::nanos));
  }

  /** Tells the one configuration to who has another. */
  private static DirectiveSource.Following configuration(String edge, Hello hello) {
    boolean[] told = {hello.version() == CONFIGURE.version()};
    return () -> {
      boolean first = !told[0];
      told[0] = true;
      return first ? CONFIGURE : null;
    };
  }

  private static Hello hello(String controlPlane, long version, long applied) {
    return new Hello("0.1", controlPlane, version, "", applied, 0, true, 1);
  }

  private static List<Directive> all(Session session) {
    List<Directive> told = new ArrayList<>();
    for (Directive next = session.next(); next != null; next = session.next()) {
      told.add(next);
    }
    return told;
  }

  @Test
  void anEdgeIsToldItsConfigurationAndThenWhatItMissed() {
    purges.add(5);
    List<Directive> told = all(sessions.open("a", hello(NAME, 6, 3)));
    assertThat(told).hasSize(5);
    assertThat(told.getFirst())
        .isEqualTo(new Welcome(NAME, ManualTime.START.toEpochMilli(), 5, 1, 5_000));
    assertThat(told.get(1)).isEqualTo(CONFIGURE);
    assertThat(told.subList(2, 4))
        .extracting(directive -> ((Order) directive).purge().sequence())
        .containsExactly(4L, 5L);
    assertThat(told.getLast()).isEqualTo(new Current(5));
  }

  @Test
  void numbersOfAnotherControlPlaneMeanNothing() {
    purges.add(1);
    List<Directive> told = all(sessions.open("a", hello("another", 7, 900)));
    assertThat(told).contains(CONFIGURE, new Current(1)).hasAtLeastOneElementOfType(Order.class);
    assertThat(fleet.edge("a").orElseThrow().applied()).isZero();
  }

  @Test
  void anEdgeThatNothingIsToldHearsABeat() {
    Session session = sessions.open("a", hello(NAME, 7, 0));
    assertThat(all(session)).hasSize(2);
    time.pass(Sessions.BEAT.minusMillis(1));
    assertThat(session.next()).isNull();
    assertThat(session.restNanos()).isEqualTo(Duration.ofMillis(1).toNanos());
    time.pass(Duration.ofMillis(1));
    assertThat(session.next()).isEqualTo(new Beat(time.millis()));
    assertThat(session.next()).isNull();
  }

  @Test
  void nothingIsAskedForASlowEdge() {
    Session session = sessions.open("a", hello(NAME, 7, 0));
    var _ = all(session);
    int before = purges.asked;
    purges.add(1_000_000);
    fleet.tellAll();
    assertThat(purges.asked).isEqualTo(before);
    assertThat(session.next()).isInstanceOf(Order.class);
    assertThat(purges.asked).isLessThanOrEqualTo(before + 2);
  }

  @Test
  void anEdgeThatComesAnewEndsItsSessionOfBefore() {
    Session first = sessions.open("a", hello(NAME, 7, 0));
    Session second = sessions.open("a", hello(NAME, 7, 0));
    assertThat(first.ended()).isNotNull();
    assertThat(first.next()).isNull();
    assertThat(fleet.connected()).isEqualTo(1);
    purges.add(4);
    var _ = all(second);
    first.report(new Report.Applied(4));
    assertThat(fleet.edge("a").orElseThrow().applied()).isZero();
    second.report(new Report.Applied(3));
    assertThat(fleet.edge("a").orElseThrow().applied()).isEqualTo(3);
    assertThat(reported).containsExactly("a " + new Report.Applied(3));
    second.end("enough");
    assertThat(fleet.edge("a").orElseThrow().connected()).isFalse();
    assertThat(fleet.connected()).isZero();
  }

  @Test
  void anEdgeThatTakesNothingIsCut() throws Exception {
    Session session = sessions.open("a", hello(NAME, 7, 0));
    List<Directive> told = new ArrayList<>();
    session.tell(
        (directive, atMost) -> {
          told.add(directive);
          assertThat(atMost).isEqualTo(Session.STALL);
          return told.size() < 2;
        });
    assertThat(told).hasSize(2);
    assertThat(session.ended()).contains("15 s");
    assertThat(fleet.connected()).isZero();
  }

  @Test
  void anEdgeThatIsNotWantedIsToldSoAndLetGo() throws Exception {
    Session session = sessions.open("a", hello(NAME, 7, 0));
    var _ = all(session);
    fleet.dismiss("a");
    List<Directive> told = new ArrayList<>();
    session.tell((directive, _) -> told.add(directive));
    assertThat(told).containsExactly(new Revoked());
    assertThat(session.ended()).isNotNull();
    assertThat(fleet.edges()).isEmpty();
  }

  @Test
  void whatIsNewWhileTheSessionRestsIsToldAtOnce() throws Exception {
    Fleet real = new Fleet(time, System::nanoTime);
    Sessions running =
        new Sessions(
            real,
            new Sessions.Plan(
                NAME,
                List.of(purges),
                List.of(),
                purges::newest,
                Duration.ofHours(1),
                time,
                System::nanoTime));
    Session session = running.open("a", hello(NAME, 7, 0));
    // Each is announced only when the one before has been told: a wake-up that is lost would hang.
    session.tell(
        (directive, _) -> {
          if (directive instanceof Order order && order.purge().sequence() == 1_000) {
            session.end("enough");
          } else if (!(directive instanceof Welcome)) {
            Thread.startVirtualThread(
                () -> {
                  purges.add(1);
                  real.tellAll();
                });
          }
          return true;
        });
    assertThat(session.ended()).isEqualTo("enough");
  }

  /** An edge as the model sees it: what it has, and whether it is there. */
  private static final class ModelEdge {
    private final String name;
    private long applied;
    private @Nullable Session session;

    ModelEdge(String name) {
      this.name = name;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyEdgeIsToldEveryPurgeOnceAndInOrderWhateverHappens(long seed) {
    Random random = new Random(seed);
    List<ModelEdge> edges = Stream.of("a", "b", "c", "d", "e").map(ModelEdge::new).toList();
    for (int step = 0; step < 3_000; step++) {
      ModelEdge edge = edges.get(random.nextInt(edges.size()));
      Session session = edge.session;
      switch (random.nextInt(8)) {
        case 0 -> purges.add(random.nextInt(4));
        case 1 -> edge.session = sessions.open(edge.name, hello(NAME, 7, edge.applied));
        case 2 -> {
          if (session != null && random.nextInt(4) == 0) {
            session.end("chance");
            edge.session = null;
          }
        }
        case 3 -> time.pass(Duration.ofMillis(random.nextInt(4_000)));
        default -> {
          if (session != null && session.next() instanceof Order order) {
            assertThat(order.purge().sequence())
                .as("seed %d, step %d", seed, step)
                .isEqualTo(edge.applied + 1);
            edge.applied++;
            session.report(new Report.Applied(edge.applied));
          }
        }
      }
      if (edge.session != null) {
        assertThat(fleet.edge(edge.name).orElseThrow().applied()).isEqualTo(edge.applied);
      }
    }
    edges.forEach(
        edge -> {
          Session last = sessions.open(edge.name, hello(NAME, 7, edge.applied));
          long missed = all(last).stream().filter(Order.class::isInstance).count();
          assertThat(edge.applied + missed).as("seed %d", seed).isEqualTo(purges.latest());
        });
  }
}

package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.fleet.Answers.Missing;
import dev.skerry.control.fleet.Answers.Reason;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime();
  private final Fleet fleet = new Fleet(time, time::nanos);
  private final Sessions sessions =
      new Sessions(
          fleet,
          new Sessions.Plan(
              "x",
              List.of(),
              List.of(),
              () -> new Newest(100, 1),
              Sessions.BEAT,
              time,
              time::nanos));

  private Session come(String edge, long applied) {
    Session session = sessions.open(edge, new Hello("0.1", "x", 1, "", applied, 0, true, 1));
    var _ = session.next();
    return session;
  }

  private static FutureTask<Answers> started(Callable<Answers> waiting) {
    FutureTask<Answers> task = new FutureTask<>(waiting);
    Thread.startVirtualThread(task);
    return task;
  }

  @Test
  void aWaitEndsWhenTheLastConnectedEdgeHasAnswered() throws Exception {
    Session a = come("a", 0);
    Session b = come("b", 9);
    fleet.know("c");
    FutureTask<Answers> waiting = started(() -> fleet.awaitApplied(9, LONG));
    a.report(new Report.Applied(8));
    b.report(new Report.Applied(9));
    a.report(new Report.Applied(9));
    Answers answers = waiting.get();
    assertThat(answers.done())
        .extracting(done -> done.state().edge())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(answers.missing()).extracting(Missing::reason).containsExactly(Reason.NOT_CONNECTED);
    assertThat(answers.complete()).isFalse();
    b.end("enough");
  }

  @Test
  void nobodyWaitsForAnEdgeThatHasGone() throws Exception {
    Session a = come("a", 0);
    FutureTask<Answers> waiting =
        started(
            () ->
                fleet.await(
                    state -> {
                      // Seen once when the wait begins: from then on it may go.
                      Thread.startVirtualThread(() -> a.end("chance"));
                      return false;
                    },
                    LONG));
    assertThat(waiting.get().missing())
        .extracting(Missing::reason)
        .containsExactly(Reason.WENT_AWAY);
  }

  @Test
  void whoDoesNotAnswerInTimeIsNamed() throws Exception {
    Session a = come("a", 3);
    Answers answers = fleet.awaitApplied(4, Duration.ZERO);
    assertThat(answers.missing())
        .containsExactly(new Missing(fleet.edge("a").orElseThrow(), Reason.NO_ANSWER));
    a.end("enough");
  }

  @Test
  void aWaitForNobodyEndsAtOnce() throws Exception {
    assertThat(fleet.awaitApplied(4, LONG).complete()).isTrue();
  }

  @Test
  void anEdgeThatComesBackInTimeAndHasAnsweredIsDone() throws Exception {
    Session a = come("a", 0);
    Session b = come("b", 0);
    FutureTask<Answers> waiting = started(() -> fleet.awaitApplied(2, LONG));
    a.end("chance");
    Session again = come("a", 2);
    again.report(new Report.Applied(2));
    b.report(new Report.Applied(2));
    assertThat(waiting.get().complete()).isTrue();
    again.end("enough");
  }

  @Test
  void whatAnEdgeSaysThatItHasCountsOnceItAcknowledgesIt() throws Exception {
    Session a = come("a", 5);
    assertThat(fleet.awaitApplied(5, Duration.ZERO).done()).isEmpty();
    a.report(new Report.Applied(5));
    assertThat(fleet.awaitApplied(5, Duration.ZERO).complete()).isTrue();
    Session b = come("a", 4);
    assertThat(fleet.edge("a").orElseThrow().applied()).isEqualTo(4);
    b.end("enough");
  }

  @Test
  void whoComesWhileTheControlPlaneStopsIsLetGo() {
    Session before = come("a", 0);
    fleet.close();
    Session after = come("b", 0);
    assertThat(before.ended()).isNotNull();
    assertThat(after.ended()).isNotNull();
    assertThat(fleet.connected()).isZero();
  }

  @Test
  void anEdgeIsAsItLastSaid() {
    Session a = come("a", 1);
    a.report(new Report.Refused(4, List.of("no such file")));
    assertThat(fleet.edge("a").orElseThrow().refused())
        .isEqualTo(new Report.Refused(4, List.of("no such file")));
    a.report(new Report.InForce(5, List.of("/listen")));
    EdgeState state = fleet.edge("a").orElseThrow();
    assertThat(state.refused()).isNull();
    assertThat(state.version()).isEqualTo(5);
    assertThat(state.needsRestart()).containsExactly("/listen");
    time.pass(Duration.ofSeconds(3));
    a.end("enough");
    assertThat(fleet.edge("a").orElseThrow().since()).isEqualTo(time.instant());
    assertThat(fleet.edge("a").orElseThrow().heard()).isEqualTo(ManualTime.START);
  }
}

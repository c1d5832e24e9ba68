package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a host queues, refuses and retires, whatever language its handlers are in. */
class HandlerHostTest {
  private static final Verdict LET_THROUGH =
      new Verdict.ContinueWith(new Request("GET", "http", "a", "/", null, new Fields()));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger started = new AtomicInteger();
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final HandlerHost host =
      new HandlerHost(this::load, 2, (handler, id, place, text) -> {}, (id, hook, v, nanos) -> {});

  /** A program whose calls wait at the gate if its source says so. */
  private Program load(HandlerSpec spec) {
    // Once: what spins must not allocate.
    String text = spec.code().text();
    return log ->
        new Program.Instance() {
          @Override
          public void start() {
            if (text.equals("starts slowly") && started.incrementAndGet() > 1) {
              await(end);
            }
          }

          @Override
          public Verdict call(HandlerEvent event) {
            begun.add(spec.id());
            if (text.equals("waits")) {
              await(gate);
            }

            if (text.equals("starts slowly")) {
              await(end);
            }
            while (text.equals("spins") && gate.getCount() > 0) {
              Thread.onSpinWait();
            }
            while (text.equals("deaf") && end.getCount() > 0) {
              Thread.onSpinWait();
            }
            if (text.equals("breaks")) {
              throw new IllegalStateException("the engine broke");
            }
            return LET_THROUGH;
          }

          @Override
          public void stop() {
            gate.countDown();
          }

          @Override
          public void close() {
            closed.add(spec.id());
          }
        };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    gate.countDown();
    end.countDown();
    host.close();
  }

  private static HandlerSpec spec(String id, String source, long concurrency, long waiting) {
    return spec(id, source, concurrency, waiting, 30_000);
  }

  private static HandlerSpec spec(
      String id, String source, long concurrency, long waiting, long wallMillis) {
    return new HandlerSpec(
        id,
        HandlerKind.JS,
        id,
        HandlerCode.of(source),
        HandlerSpec.OnFailure.CLOSED,
        new HandlerLimits(
            Map.of(
                HandlerLimit.CONCURRENCY, concurrency,
                HandlerLimit.WAITING, waiting,
                HandlerLimit.WALL_TIME, wallMillis)));
  }

  private CompletableFuture<Verdict> call(HandlerSpec spec) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(spec, event(), verdict::complete);
    return verdict.orTimeout(30, TimeUnit.SECONDS);
  }

  private static HandlerEvent event() {
    Request request = new Request("GET", "http", "a", "/", null, new Fields());
    return new HandlerEvent(Hook.VIEWER_REQUEST, "1", "::1", request, null);
  }

  @Test
  void aHandlerThatIsSlowKeepsNoMoreWorkersThanItMay() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 1, 10);
    HandlerSpec quick = spec("quick", "", 1, 10);
    host.deploy(List.of(slow, quick));
    List<CompletableFuture<Verdict>> waiting = List.of(call(slow), call(slow), call(slow));
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(call(quick).join()).isEqualTo(LET_THROUGH);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    waiting.forEach(verdict -> assertThat(verdict.join()).isEqualTo(LET_THROUGH));
  }

  @Test
  void aCallThatFindsTheQueueFullIsRefusedAtOnce() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 1, 1);
    host.deploy(List.of(slow));
    CompletableFuture<Verdict> first = call(slow);
    CompletableFuture<Verdict> second = call(slow);
    assertThat(call(slow)).isCompletedWithValue(Verdict.Failed.of(HandlerFault.BUSY));
    gate.countDown();
    assertThat(first.join()).isEqualTo(LET_THROUGH);
    assertThat(second.join()).isEqualTo(LET_THROUGH);
  }

  @Test
  void whatWasStartedAndNeverCameInForceDisplacesNothing() throws Exception {
    HandlerSpec one = spec("h", "1", 1, 1);
    HandlerSpec two = spec("h", "2", 1, 1);
    HandlerSpec three = spec("h", "3", 1, 1);
    host.deploy(List.of(one));
    host.start(List.of(two));
    host.start(List.of(three));
    assertThat(call(one).join()).isEqualTo(LET_THROUGH);
    assertThat(call(two).join()).isEqualTo(Verdict.Failed.of(HandlerFault.RETIRED));
    host.putInForce(List.of(three));
    assertThat(call(one).join()).as("as exchanges began with it").isEqualTo(LET_THROUGH);
    assertThat(call(three).join()).isEqualTo(LET_THROUGH);
    assertThat(host.deployed()).isEqualTo(2);
  }

  @Test
  void aVersionServesThoseThatBeganWithItUntilTheDeploymentAfterTheNext() throws Exception {
    HandlerSpec one = spec("h", "1", 1, 1);
    HandlerSpec two = spec("h", "2", 1, 1);
    HandlerSpec three = spec("h", "3", 1, 1);
    host.deploy(List.of(one));
    host.deploy(List.of(two));
    assertThat(call(one).join()).isEqualTo(LET_THROUGH);
    host.deploy(List.of(three));
    assertThat(call(one).join()).isEqualTo(Verdict.Failed.of(HandlerFault.RETIRED));
    assertThat(call(two).join()).isEqualTo(LET_THROUGH);
    assertThat(host.deployed()).isEqualTo(2);
  }

  @Test
  void aCallThatStillWaitsForAWorkerWhenItsHandlerIsRetiredIsNotRun() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 2, 0);
    HandlerSpec gone = spec("gone", "", 1, 0);
    host.deploy(List.of(slow, gone));
    List<CompletableFuture<Verdict>> busy = List.of(call(slow), call(slow));
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    CompletableFuture<Verdict> late = call(gone);
    host.deploy(List.of(slow));
    host.deploy(List.of(slow));
    gate.countDown();
    assertThat(late.join()).isEqualTo(Verdict.Failed.of(HandlerFault.RETIRED));
    busy.forEach(verdict -> assertThat(verdict.join()).isEqualTo(LET_THROUGH));
    assertThat(begun).isEmpty();
  }

  @Test
  void aHandlerIsStoppedAlthoughTheAnswerToOneStoppedBeforeFailed() throws Exception {
    HandlerSpec waits = spec("waits", "waits", 1, 0, 1_000);
    HandlerSpec deaf = spec("deaf", "deaf", 1, 0, 1_000);
    host.deploy(List.of(waits, deaf));
    host.call(
        waits,
        event(),
        verdict -> {
          throw new AssertionError("the viewer's side fails at " + verdict);
        });
    assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(call(deaf).join())
        .isIn(Verdict.Failed.of(HandlerFault.CPU_TIME), Verdict.Failed.of(HandlerFault.WALL_TIME));
  }

  @Test
  void whatRunsWhenTheHostIsClosedIsStopped() throws Exception {
    HandlerSpec spinning = spec("spinning", "spins", 1, 0);
    host.deploy(List.of(spinning));
    CompletableFuture<Verdict> verdict = call(spinning);
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("spinning");
    host.close();
    assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(verdict.join()).isEqualTo(Verdict.Failed.of(HandlerFault.RETIRED));
  }

  @Test
  void anInstanceThatBrokeIsClosed() throws Exception {
    HandlerSpec breaking = spec("breaking", "breaks", 1, 0);
    host.deploy(List.of(breaking));
    assertThat(call(breaking).join())
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION));
    assertThat(closed).containsExactly("breaking");
  }

  @Test
  void anInstanceThatWasStoppedIsClosed() throws Exception {
    HandlerSpec stopped = spec("stopped", "waits", 1, 0, 200);
    host.deploy(List.of(stopped));
    assertThat(call(stopped).join()).isEqualTo(Verdict.Failed.of(HandlerFault.WALL_TIME));
    assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("stopped");
  }

  @Test
  void aCallThatWaitsIsAnsweredAtTheEndOfItsWallTimeAlthoughNoWorkerIsFree() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 2, 0);
    HandlerSpec late = spec("late", "", 1, 1, 100);
    host.deploy(List.of(slow, late));
    List<CompletableFuture<Verdict>> busy = List.of(call(slow), call(slow));
    List<CompletableFuture<Verdict>> waiting = List.of(call(late), call(late));
    waiting.forEach(
        verdict -> assertThat(verdict.join()).isEqualTo(Verdict.Failed.of(HandlerFault.WALL_TIME)));
    assertThat(busy).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    busy.forEach(verdict -> assertThat(verdict.join()).isEqualTo(LET_THROUGH));
    assertThat(begun).doesNotContain("late");
  }

  @Test
  void theStartOfAnInstanceCountsTowardsTheWallTimeOfTheCallThatNeedsIt() throws Exception {
    HandlerSpec slow = spec("slow", "starts slowly", 2, 0, 200);
    host.deploy(List.of(slow));
    CompletableFuture<Verdict> _ = call(slow);
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    long asked = System.nanoTime();
    assertThat(call(slow).join()).isEqualTo(Verdict.Failed.of(HandlerFault.WALL_TIME));
    assertThat(System.nanoTime() - asked)
        .as("before the time is over that a start may take")
        .isLessThan(TimeUnit.SECONDS.toNanos(9));
  }

  @Test
  void aCallThatIsWithdrawnLeavesTheQueueAndIsNotMade() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 1, 1);
    host.deploy(List.of(slow));
    CompletableFuture<Verdict> running = call(slow);
    BlockingQueue<Verdict> told = new LinkedBlockingQueue<>();
    PendingCall withdrawn = host.call(slow, event(), told::add);
    assertThat(call(slow)).isCompletedWithValue(Verdict.Failed.of(HandlerFault.BUSY));
    withdrawn.withdraw();
    CompletableFuture<Verdict> next = call(slow);
    assertThat(next).as("there is room again").isNotDone();
    gate.countDown();
    assertThat(running.join()).isEqualTo(LET_THROUGH);
    assertThat(next.join()).isEqualTo(LET_THROUGH);
    assertThat(begun).hasSize(2);
    assertThat(told).isEmpty();
  }

  @Test
  void whatComesOfACallThatIsWithdrawnWhileItRunsIsToldToNobody() throws Exception {
    HandlerSpec slow = spec("slow", "waits", 1, 1);
    host.deploy(List.of(slow));
    BlockingQueue<Verdict> told = new LinkedBlockingQueue<>();
    PendingCall withdrawn = host.call(slow, event(), told::add);
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("slow");
    withdrawn.withdraw();
    gate.countDown();
    assertThat(call(slow).join()).isEqualTo(LET_THROUGH);
    assertThat(told).isEmpty();
  }

  @Test
  void whoWaitsIsToldAlthoughTheObserverFails() throws Exception {
    HandlerHost unobserved =
        new HandlerHost(
            this::load,
            1,
            (handler, id, place, text) -> {
              throw new IllegalStateException("the log is broken");
            },
            (id, hook, verdict, nanos) -> {
              throw new IllegalStateException("nobody counts");
            });
    try (unobserved) {
      HandlerSpec spec = spec("h", "", 1, 1);
      unobserved.deploy(List.of(spec));
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        unobserved.call(spec, event(), verdict::complete);
        assertThat(verdict.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(LET_THROUGH);
      }
    }
  }
}

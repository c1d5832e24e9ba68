package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a host queues, refuses and retires, whatever language its handlers are in. */
class HandlerHostTest {
  private static final Verdict LET_THROUGH =
      new Verdict.ContinueWith(new Request("GET", "http", "a", "/", null, new Fields()));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final HandlerHost host =
      new HandlerHost(this::load, 2, (handler, id, place, text) -> {}, (id, hook, v, nanos) -> {});

  /** A program whose calls wait at the gate if its source says so. */
  private Program load(HandlerSpec spec) {
    return log ->
        new Program.Instance() {
          @Override
          public void start() {}

          @Override
          public Verdict call(HandlerEvent event) {
            begun.add(spec.id());
            if (spec.source().equals("waits")) {
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
            return LET_THROUGH;
          }

          @Override
          public void stop() {
            gate.countDown();
          }

          @Override
          public void close() {}
        };
  }

  @AfterEach
  void close() {
    gate.countDown();
    host.close();
  }

  private static HandlerSpec spec(String id, String source, long concurrency, long waiting) {
    return new HandlerSpec(
        id,
        HandlerKind.JS,
        id,
        source,
        HandlerSpec.OnFailure.CLOSED,
        new HandlerLimits(
            Map.of(
                HandlerLimit.CONCURRENCY, concurrency,
                HandlerLimit.WAITING, waiting,
                HandlerLimit.WALL_TIME, 30_000L)));
  }

  private CompletableFuture<Verdict> call(HandlerSpec spec) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    Request request = new Request("GET", "http", "a", "/", null, new Fields());
    host.call(
        spec, new HandlerEvent(Hook.VIEWER_REQUEST, "1", "::1", request, null), verdict::complete);
    return verdict.orTimeout(30, TimeUnit.SECONDS);
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
}

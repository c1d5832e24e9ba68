package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The threads that run handlers: how long each is used, and what becomes of a call without one. */
class WorkersTest {
  private static final Verdict LET_THROUGH =
      new Verdict.ContinueWith(new Request("GET", "http", "a", "/", null, new Fields()));
  private static final int COUNT = 2;

  /** Calls in a row: more than are told at once. */
  private static final int ROW = 70;

  private final AtomicReference<Thread> ranOn = new AtomicReference<>(Thread.currentThread());

  private class Noting implements Program.Instance {
    @Override
    public void start() {}

    @Override
    public Verdict call(HandlerEvent event) {
      ranOn.set(Thread.currentThread());
      return LET_THROUGH;
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}
  }

  private static HandlerSpec version(String code) {
    return new HandlerSpec(
        "h",
        HandlerKind.JS,
        "h.js",
        HandlerCode.of(code),
        HandlerSpec.OnFailure.CLOSED,
        new HandlerLimits(Map.of(HandlerLimit.CONCURRENCY, 1L, HandlerLimit.WALL_TIME, 30_000L)));
  }

  private static HandlerEvent event() {
    Request request = new Request("GET", "http", "a", "/", null, new Fields());
    return new HandlerEvent(Hook.VIEWER_REQUEST, "1", "::1", request, null);
  }

  private Thread threadOf(HandlerHost host, HandlerSpec spec) {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    host.call(spec, event(), verdict::complete);
    assertThat(verdict.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(LET_THROUGH);
    return Objects.requireNonNull(ranOn.get());
  }

  @Test
  void freshThreadsTakeThePlaceOfThoseOnWhichARetiredVersionRan() throws HandlerProblem {
    try (HandlerHost host =
        new HandlerHost(
            spec -> log -> new Noting(),
            COUNT,
            (handler, id, place, text) -> {},
            (id, hook, v, nanos) -> {})) {
      host.deploy(List.of(version("1")));
      Set<Thread> old = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        old.add(threadOf(host, version("1")));
      }
      host.deploy(List.of(version("2")));
      host.deploy(List.of(version("3")));
      for (int i = 0; i < COUNT; i++) {
        // Each old thread leaves after the task that it takes next.
        var _ = threadOf(host, version("3"));
      }
      assertThat(old).doesNotContain(threadOf(host, version("3")), threadOf(host, version("3")));
    }
  }

  @Test
  void whatACallHasUsedIsTold() throws Exception {
    LinkedBlockingQueue<String> used = new LinkedBlockingQueue<>();
    HandlerObserver observer =
        new HandlerObserver() {
          @Override
          public void called(String handler, Hook hook, Verdict verdict, long nanos) {}

          @Override
          public void used(String handler, Hook hook, long cpuNanos, long bytes) {
            if (cpuNanos > 0 && bytes >= 0) {
              used.add(handler + ' ' + hook.token());
            }
          }
        };
    try (HandlerHost host =
        new HandlerHost(
            spec -> log -> new Noting(), COUNT, (handler, id, place, text) -> {}, observer)) {
      host.deploy(List.of(version("1")));
      var _ = threadOf(host, version("1"));
      assertThat(used.poll(30, TimeUnit.SECONDS)).isEqualTo("h viewer-request");
    }
  }

  @Test
  void theProcessorTimeOfCallsInARowIsToldWhole() throws Exception {
    AtomicLong burnt = new AtomicLong();
    AtomicLong told = new AtomicLong();
    CountDownLatch all = new CountDownLatch(ROW);
    Program.Instance burning =
        new Noting() {
          @Override
          public Verdict call(HandlerEvent event) {
            long begun = ThreadUse.cpuNanos();
            while (ThreadUse.cpuNanos() - begun < 100_000) {
              Thread.onSpinWait();
            }
            burnt.addAndGet(ThreadUse.cpuNanos() - begun);
            return super.call(event);
          }
        };
    HandlerObserver observer =
        new HandlerObserver() {
          @Override
          public void called(String handler, Hook hook, Verdict verdict, long nanos) {}

          @Override
          public void used(String handler, Hook hook, long cpuNanos, long bytes) {
            told.addAndGet(cpuNanos);
          }
        };
    try (HandlerHost host =
        new HandlerHost(spec -> log -> burning, 1, (handler, id, place, text) -> {}, observer)) {
      host.deploy(List.of(version("1")));
      for (int i = 0; i < ROW; i++) {
        host.call(version("1"), event(), verdict -> all.countDown());
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      await(() -> told.get() >= burnt.get());
    }
  }

  @Test
  void anInterruptionThatACallLeavesBehindIsNotTheNextOnes() throws Exception {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(ROW);
    Program.Instance leaving =
        new Noting() {
          @Override
          public Verdict call(HandlerEvent event) {
            interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            Thread.currentThread().interrupt();
            return super.call(event);
          }
        };
    try (HandlerHost host =
        new HandlerHost(
            spec -> log -> leaving,
            1,
            (handler, id, place, text) -> {},
            (id, hook, v, nanos) -> {})) {
      host.deploy(List.of(version("1")));
      for (int i = 0; i < ROW; i++) {
        host.call(version("1"), event(), verdict -> all.countDown());
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(interrupted).hasValue(0);
  }

  private static void await(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("when it must hold").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void aCallThatNoWorkerTakesIsAnsweredAndGivesItsPlaceFree() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    LinkedBlockingQueue<Worker.Task> tasks =
        new LinkedBlockingQueue<>() {
          @Override
          public boolean add(Worker.Task task) {
            if (refuses.get()) {
              throw new RejectedExecutionException("no place");
            }
            return super.add(task);
          }
        };
    try (Workers workers = new Workers(COUNT, List::of, tasks)) {
      Deployment deployment =
          new Deployment(
              version("1"),
              log -> new Noting(),
              workers,
              (handler, id, place, text) -> {},
              (id, hook, v, nanos) -> {});
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        deployment.call(event(), verdict::complete);
        assertThat(verdict)
            .isCompletedWithValueMatching(
                it -> it instanceof Verdict.Failed f && f.fault() == HandlerFault.EXCEPTION);
      }
      assertThat(deployment.hasOpenCalls()).isFalse();
      refuses.set(false);
      CompletableFuture<Verdict> verdict = new CompletableFuture<>();
      deployment.call(event(), verdict::complete);
      assertThat(verdict.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(LET_THROUGH);
    }
  }
}

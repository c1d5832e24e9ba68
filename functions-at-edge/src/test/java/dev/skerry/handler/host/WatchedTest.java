package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of code that ends at the moment at which it is stopped. */
class WatchedTest {
  private static final int ROUNDS = 2_000;

  private final AtomicInteger stops = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();

  private final Program.Instance instance =
      new Program.Instance() {
        @Override
        public void start() {}

        @Override
        public Verdict call(HandlerEvent event) {
          throw new IllegalStateException("is not called");
        }

        @Override
        public void stop() {
          stops.incrementAndGet();
        }

        @Override
        public void close() {}
      };

  private final Watched.Stopping stopping =
      new Watched.Stopping() {
        @Override
        public void stopped(HandlerFault reason) {
          told.incrementAndGet();
        }

        @Override
        public void unstoppable() {
          throw new IllegalStateException("it has ended");
        }
      };

  private Watched watched() {
    return new Watched(instance, new Budget(1, System.nanoTime(), 1, 1), stopping);
  }

  @Test
  void itEitherEndsOrIsStoppedAndWhoWaitsIsToldOfNoMoreThanOne() throws Exception {
    int stopped = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Watched watched = watched();
      CyclicBarrier both = new CyclicBarrier(2);
      Thread watchdog =
          Thread.ofPlatform()
              .start(
                  () -> {
                    arrive(both);
                    watched.stopsFor(HandlerFault.WALL_TIME, 0);
                  });
      arrive(both);
      boolean ended = watched.ends();
      watchdog.join();
      assertThat(watched.isStopped()).isEqualTo(!ended);
      stopped += ended ? 0 : 1;
    }
    assertThat(told).hasValue(stopped);
    assertThat(stops).as("all stops are over when ends() has said so").hasValue(stopped);
  }

  @Test
  void whatIsStoppedEndsOnlyWhenTheStopIsOver() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    Program.Instance slow =
        new Program.Instance() {
          @Override
          public void start() {}

          @Override
          public Verdict call(HandlerEvent event) {
            throw new IllegalStateException("is not called");
          }

          @Override
          public void stop() {
            stopping.countDown();
            while (gate.getCount() > 0) {
              Thread.onSpinWait();
            }
            stops.incrementAndGet();
          }

          @Override
          public void close() {}
        };
    Watched watched = new Watched(slow, new Budget(1, System.nanoTime(), 1, 1), this.stopping);
    watched.stopsFor(HandlerFault.MEMORY, 0);
    assertThat(stopping.await(30, TimeUnit.SECONDS)).isTrue();
    Thread worker = Thread.ofPlatform().start(() -> assertThat(watched.ends()).isFalse());
    gate.countDown();
    worker.join();
    assertThat(stops).hasValue(1);
    assertThat(watched.reason()).isEqualTo(HandlerFault.MEMORY);
  }

  @Test
  void codeThatWasFrozenWithItsProcessIsNotGivenUp() {
    Watched watched = watched();
    watched.stopsFor(HandlerFault.MEMORY, 0);
    long me = Thread.currentThread().threadId();
    assertThat(watched.goesOn(me, TimeUnit.HOURS.toNanos(1))).isFalse();
    boolean goesOn = false;
    long look = 0;
    for (; look < 1_200 && !goesOn; look++) {
      goesOn =
          watched.goesOn(me, TimeUnit.HOURS.toNanos(1) + TimeUnit.MILLISECONDS.toNanos(100 * look));
    }
    assertThat(look).isBetween(590L, 610L);
  }

  @Test
  void codeThatWasPausedWithItsProcessHasNotUsedUpItsTimeOnALoop() {
    long begun = System.nanoTime();
    long millis = TimeUnit.MILLISECONDS.toNanos(1);
    Budget budget =
        new Budget(Long.MAX_VALUE, begun + Long.MAX_VALUE / 2, 50 * millis, Long.MAX_VALUE);
    Watched watched = new Watched(instance, budget, stopping);
    long me = Thread.currentThread().threadId();
    long resumed = begun + TimeUnit.HOURS.toNanos(1);
    assertThat(watched.overspent(me, resumed)).isNull();
    long tick = 0;
    while (watched.overspent(me, resumed + tick * millis) == null) {
      tick++;
    }
    assertThat(tick).as("milliseconds that it was seen to run").isBetween(35L, 55L);
  }

  private static void arrive(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

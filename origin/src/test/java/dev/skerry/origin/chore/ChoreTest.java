package dev.skerry.origin.chore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a chore goes on when its work is done, and when it fails. */
class ChoreTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration BETWEEN = Duration.ofSeconds(15);

  private @Nullable RuntimeException failure;
  private @Nullable Instant next;

  private final Chore chore =
      new Chore(
          new Chore.Title("tests", "test"),
          () -> NOW,
          BETWEEN,
          () -> {
            if (failure != null) {
              throw failure;
            }
            return next;
          });

  @Test
  void itPausesAsLongAsItsWorkWantsAtMostAsLongAsItMay() {
    assertThat(chore.attempt()).isEqualTo(BETWEEN);
    next = NOW.plusSeconds(2);
    assertThat(chore.attempt()).isEqualTo(Duration.ofSeconds(2));
    next = NOW.plusSeconds(200);
    assertThat(chore.attempt()).isEqualTo(BETWEEN);
  }

  @Test
  void itPausesLongerEachTimeItFailsAndTellsOfItUntilItSucceeds() {
    failure = new IllegalStateException("first");
    assertThat(chore.attempt()).isEqualTo(Duration.ofSeconds(1));
    assertThat(chore.attempt()).isEqualTo(Duration.ofSeconds(2));
    failure = new IllegalStateException("second");
    assertThat(chore.attempt()).isEqualTo(Duration.ofSeconds(4));
    Trouble trouble = Objects.requireNonNull(chore.trouble());
    assertThat(trouble.chore()).isEqualTo("test");
    assertThat(trouble.failures()).isEqualTo(3);
    assertThat(trouble.cause()).contains("second");
    for (int i = 0; i < 100; i++) {
      assertThat(chore.attempt()).isBetween(Duration.ofSeconds(8), BETWEEN);
    }
    failure = null;
    assertThat(chore.attempt()).isEqualTo(BETWEEN);
    assertThat(chore.trouble()).isNull();
  }

  @Test
  void aWakeIsNotLostAndAnEndIsAwaited() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(2);
    AtomicInteger running = new AtomicInteger();
    try (Chore waking =
        new Chore(
            new Chore.Title("tests", "waking"),
            () -> NOW,
            Duration.ofDays(1),
            () -> {
              running.incrementAndGet();
              rounds.countDown();
              running.decrementAndGet();
              return null;
            })) {
      while (rounds.getCount() > 0) {
        waking.wake();
        Thread.onSpinWait();
      }
      rounds.await();
    }
    assertThat(running).hasValue(0);
  }

  @Test
  void oneThatFailsKeepsNoneOfTheOthersFromBeingDone() {
    AtomicInteger done = new AtomicInteger();
    Separately several = new Separately();
    several.attempt(done::incrementAndGet);
    several.attempt(
        () -> {
          throw new IllegalStateException("one");
        });
    several.attempt(done::incrementAndGet);
    assertThat(done).hasValue(2);
    assertThatThrownBy(() -> several.end(null)).cause().hasMessage("one");
  }

  @Test
  void whereSomeFailTheOthersAreDoneAgainWhenTheyWantToBe() {
    Instant soon = NOW.plusMillis(100);
    try (Chore some =
        new Chore(
            new Chore.Title("tests", "some"),
            () -> NOW,
            BETWEEN,
            () -> {
              Separately several = new Separately();
              several.attempt(
                  () -> {
                    throw new IllegalStateException("one");
                  });
              several.end(soon);
              return null;
            })) {
      for (int i = 0; i < 10; i++) {
        assertThat(some.attempt()).isEqualTo(Duration.ofMillis(100));
      }
      assertThat(some.trouble()).isNotNull();
    }
  }

  @Test
  void oneThatWatchesIsDoneAgainWheneverThereIsSomethingAndEndsItsWatch() throws Exception {
    Told told = new Told();
    Semaphore done = new Semaphore(0);
    try (Chore watching =
        new Chore(
            new Chore.Title("tests", "watching"),
            () -> NOW,
            Duration.ofDays(1),
            () -> {
              done.release();
              return null;
            })) {
      watching.watching(() -> told).wake();
      done.acquire();
      for (int i = 0; i < 10; i++) {
        told.tell.release();
        done.acquire();
      }
    }
    assertThat(told.closed).isTrue();
  }

  @Test
  void whereNoWatchCanBeHadItIsDoneAfterItsPause() throws Exception {
    Semaphore done = new Semaphore(0);
    try (Chore watching =
        new Chore(
            new Chore.Title("tests", "blind"),
            () -> NOW,
            Duration.ofMillis(1),
            () -> {
              done.release();
              return null;
            })) {
      watching
          .watching(
              () -> {
                throw new EngineException.Unavailable("not now", null);
              })
          .wake();
      done.acquire(3);
    }
  }

  /** A watch of what a test tells. */
  private static final class Told implements Watch {
    private final Semaphore tell = new Semaphore(0);
    private volatile boolean closed;

    @Override
    public boolean await(Duration atMost) {
      try {
        return tell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      closed = true;
      tell.release();
    }
  }
}

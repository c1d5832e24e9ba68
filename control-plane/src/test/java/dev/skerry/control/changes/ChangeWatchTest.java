package dev.skerry.control.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What ends the waiting for changes. */
class ChangeWatchTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final ChangeWatch watch = new ChangeWatch(this::open);

  private Watch open() {
    opened.incrementAndGet();
    return new Watch() {
      @Override
      public boolean await(Duration atMost) {
        return true;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Test
  void whileNobodyAsksChangesDoNotEndTheWaitingAndAWakeDoes() {
    assertThat(watch.await(Duration.ZERO)).isFalse();
    watch.wake();
    watch.wake();
    assertThat(watch.await(LONG)).isTrue();
    assertThat(watch.await(Duration.ZERO)).as("two wakes are one").isFalse();
    assertThat(opened).hasValue(0);
  }

  @Test
  void whileASiteAsksChangesEndTheWaitingUntilNoneDoes() {
    watch.follow();
    watch.follow();
    assertThat(watch.await(LONG)).isTrue();
    assertThat(opened).hasValue(1);
    watch.rest();
    watch.rest();
    assertThat(closed).hasValue(1);
    assertThat(watch.await(Duration.ZERO)).isFalse();
  }

  @Test
  void closedItEndsTheWaitingWhicheverItIs() {
    watch.close();
    assertThat(watch.await(LONG)).isTrue();
    watch.follow();
    assertThat(closed).as("one that is opened later").hasValue(1);
  }
}

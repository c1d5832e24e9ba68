package dev.skerry.control.changes;

import dev.skerry.control.changes.SourceFollower.Step;
import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.engine.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of a chore that steps a follower until all that was committed is purged, not faster than
 * the pace of purges.
 */
final class ChangeWork implements Chore.Work, AutoCloseable {
  private final SourceFollower follower;
  private final ChangeWatch watch;
  private final PurgePace pace;
  private final CountDownLatch closing = new CountDownLatch(1);

  ChangeWork(SourceFollower follower, Feed feed, LongSupplier nanos) {
    this.follower = follower;
    this.watch = new ChangeWatch(() -> feed.watch(follower.source().topic()));
    this.pace = new PurgePace(nanos);
  }

  /** What it steps. */
  SourceFollower follower() {
    return follower;
  }

  /** By what it is to be waited for. */
  ChangeWatch watch() {
    return watch;
  }

  @Override
  public @Nullable Instant run() {
    while (step() == Step.MORE && closing.getCount() > 0) {
      // Whatever more there is.
    }
    return null;
  }

  private Step step() {
    long before = follower.purgesOrdered();
    try {
      Step step = follower.step();
      if (follower.isAsked()) {
        watch.follow(); // before the feed is read, so that nothing is missed in between
      } else {
        watch.rest();
      }
      return step;
    } catch (RuntimeException | Error e) {
      follower.forget();
      throw e;
    } finally {
      rest(pace.ordered((int) (follower.purgesOrdered() - before)));
    }
  }

  private void rest(Duration pause) {
    try {
      boolean _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /** Has it end after the step that is under way. */
  @Override
  public void close() {
    closing.countDown();
  }
}

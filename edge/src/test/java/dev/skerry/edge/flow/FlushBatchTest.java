package dev.skerry.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushBatchTest {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void withoutABatchNothingWaits() {
    onLoop(() -> assertThat(FlushBatch.here().add(() -> log.add("flushed"))).isFalse());
    assertThat(log).isEmpty();
  }

  @Test
  void flushesWaitUntilEverythingIsHandledAndComeInTheirOrder() {
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          assertThat(batch.add(() -> log.add("first"))).isTrue();
          assertThat(batch.add(() -> log.add("second"))).isTrue();
          log.add("handled");
        });
    afterIteration();
    assertThat(log).containsExactly("handled", "first", "second");
  }

  @Test
  void aBatchIsOverAtItsEnd() {
    onLoop(() -> FlushBatch.here().begin(loop));
    afterIteration();
    onLoop(() -> assertThat(FlushBatch.here().add(() -> {})).isFalse());
  }

  @Test
  void theConnectionThatAFlushedStreamIsOnIsFlushedInTheSameEnd() {
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          batch.add(
              () -> {
                log.add("stream");
                batch.add(() -> log.add("connection"));
              });
        });
    afterIteration();
    assertThat(log).containsExactly("stream", "connection");
  }

  @Test
  void oneThatIsNeverDoneLetsTheOthersGoOn() {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          batch.add(new Endless(batch, stop));
        });
    onLoop(() -> log.add("another's turn"));
    stop.complete(null);
    assertThat(log).containsExactly("another's turn");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromBeingFlushed() {
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          batch.add(
              () -> {
                throw new IllegalStateException("on purpose");
              });
          batch.add(() -> log.add("flushed"));
        });
    afterIteration();
    assertThat(log).containsExactly("flushed");
  }

  @Test
  void oneThatEndsInAnErrorDoesNotHoldUpTheOthersForEver() {
    CompletableFuture<Void> flushed = new CompletableFuture<>();
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          batch.add(
              () -> {
                throw new OutOfMemoryError("on purpose");
              });
          batch.add(() -> flushed.complete(null));
        });
    assertThat(flushed).succeedsWithin(10, TimeUnit.SECONDS);
    onLoop(() -> assertThat(FlushBatch.here().add(() -> {})).isFalse());
  }

  @Test
  void manyAreFlushedBeforeTheEnd() {
    onLoop(
        () -> {
          FlushBatch batch = FlushBatch.here();
          batch.begin(loop);
          for (int i = 0; i < 1000; i++) {
            batch.add(() -> log.add("flushed"));
          }
          log.add("handled");
        });
    afterIteration();
    assertThat(log).hasSize(1001);
    assertThat(log.indexOf("handled")).isBetween(900, 999);
  }

  private void onLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  /** Waits for the end of an iteration that is not the one in which the last task ran. */
  private void afterIteration() {
    for (int i = 0; i < 2; i++) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      ((SingleThreadEventLoop) loop).executeAfterEventLoopIteration(() -> ended.complete(null));
      ended.join();
    }
  }

  private record Endless(FlushBatch batch, CompletableFuture<Void> stop)
      implements FlushBatch.Target {
    @Override
    public void flushBatched() {
      if (!stop.isDone()) {
        batch.add(this);
      }
    }
  }
}

package dev.skerry.origin.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Who waits for the committer is answered: by it, or after a time, and then nothing was written.
 */
class CommitQueueTest {
  private static final byte[] VALUE = new byte[50_000];

  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private RocksEngine engine;

  @BeforeEach
  void openOnADiskThatStandsStill(@TempDir Path parent) {
    Memory small = new Memory(16 << 20, 8 << 20, 16 << 20, 100, 4 << 20, 200_000);
    RocksSettings settings =
        RocksSettings.in(parent.resolve("db")).with(small).withCommitWait(Duration.ofSeconds(1));
    engine = RocksEngine.open(settings, this::writeWhenToldSo);
  }

  @AfterEach
  void close() {
    go.countDown();
    engine.close();
  }

  private void writeWhenToldSo(Store store, WriteBatch batch) throws RocksDBException {
    writing.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.writeSynced(batch);
  }

  private CompletableFuture<Void> put(String key) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                engine.write(transaction -> transaction.put(Key.of(key), VALUE));
                done.complete(null);
              } catch (EngineException e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  @Test
  void whoWaitsTooLongIsRefusedAndNeverWritten() throws InterruptedException {
    CompletableFuture<Void> first = put("first");
    writing.await();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(put("late")::join)
          .cause()
          .isInstanceOf(EngineException.Unavailable.class)
          .hasMessageContaining("1000 ms");
    }
    go.countDown();
    first.join();
    assertThat(engine.get(Key.of("first"))).isEqualTo(VALUE);
    assertThat(engine.get(Key.of("late"))).isNull();
  }

  @Test
  void whoIsInterruptedWhileWaitingIsRefusedAndWhoIsBeingWrittenIsAnswered()
      throws InterruptedException {
    CompletableFuture<Void> first = put("first");
    writing.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> engine.write(transaction -> transaction.put(Key.of("late"), VALUE)))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    go.countDown();
    first.join();
    assertThat(engine.get(Key.of("late"))).isNull();
  }
}

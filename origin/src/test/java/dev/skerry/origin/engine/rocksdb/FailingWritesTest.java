package dev.skerry.origin.engine.rocksdb;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/**
 * A write that fails leaves no doubt: what the log holds after opening it anew is what happened.
 */
class FailingWritesTest {
  private static final Disk SOUND = Store::writeSynced;
  private static final Key KEY = Key.of("a");

  private volatile Disk disk = SOUND;
  private Path folder;
  private RocksEngine engine;

  @BeforeEach
  void open(@TempDir Path parent) {
    folder = parent.resolve("db");
    engine =
        RocksEngine.open(
            RocksSettings.in(folder).with(Memory.SMALL),
            (store, batch) -> disk.write(store, batch));
    engine.write(transaction -> transaction.put(KEY, value("before")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Fails once, before or after the batch has been written. */
  private void failOnce(boolean written) {
    disk =
        (store, batch) -> {
          disk = SOUND;
          if (written) {
            store.writeSynced(batch);
          }
          throw new RocksDBException("made to fail");
        };
  }

  @Test
  void aWriteThatFailedButIsInTheLogIsCommitted() {
    failOnce(true);
    engine.write(transaction -> transaction.put(KEY, value("after")));
    assertThat(text(engine.get(KEY))).isEqualTo("after");
  }

  @Test
  void aWriteThatFailedAndIsNotInTheLogIsRefusedAndTheEngineGoesOn() {
    failOnce(false);
    assertThatThrownBy(() -> engine.write(transaction -> transaction.put(KEY, value("after"))))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageContaining("nothing was written")
        .hasMessageContaining("made to fail");
    assertThat(text(engine.get(KEY))).isEqualTo("before");
    engine.write(transaction -> transaction.put(KEY, value("after")));
    assertThat(text(engine.get(KEY))).isEqualTo("after");
  }

  @Test
  void whoReadsWhenTheStorageIsOpenedAnewMustBeginAgain() {
    try (Snapshot snapshot = engine.snapshot()) {
      failOnce(true);
      engine.write(transaction -> transaction.put(KEY, value("after")));
      assertThatThrownBy(() -> snapshot.get(KEY)).isInstanceOf(EngineException.Unavailable.class);
    }
  }

  @Test
  void aWriteWhoseStorageIsGoneIsUnknownAndFoundOutWhenItIsBack() throws IOException {
    Path aside = folder.resolveSibling("aside");
    disk =
        (store, batch) -> {
          disk = SOUND;
          store.writeSynced(batch);
          moveAway(aside);
          throw new RocksDBException("made to fail");
        };
    Token token;
    try (Transaction transaction = engine.begin()) {
      token = transaction.token();
      transaction.put(KEY, value("after"));
      assertThatThrownBy(transaction::commit)
          .isInstanceOfSatisfying(
              EngineException.CommitUnknown.class,
              unknown -> assertThat(unknown.token()).isEqualTo(token));
    }
    assertThatThrownBy(() -> engine.outcome(token)).isInstanceOf(EngineException.Unavailable.class);
    assertThatThrownBy(() -> engine.get(KEY)).isInstanceOf(EngineException.Unavailable.class);
    Files.delete(folder);
    Files.move(aside, folder);
    engine.tend();
    assertThat(engine.outcome(token)).isInstanceOf(Outcome.Committed.class);
    assertThat(text(engine.get(KEY))).isEqualTo("after");
  }

  /** A file where the folder was: it cannot be opened. */
  private void moveAway(Path aside) {
    try {
      Files.move(folder, aside);
      Files.createFile(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

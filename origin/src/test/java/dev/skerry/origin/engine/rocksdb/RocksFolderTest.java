package dev.skerry.origin.engine.rocksdb;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.contract.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to the embedded engine alone: its folder, its past, its bounds. */
class RocksFolderTest {
  private static final Topic TOPIC = new Topic("t");
  private static final Key KEY = Key.of("a");

  private final Time time = new Time();
  @TempDir private Path parent;

  private RocksSettings settings() {
    return RocksSettings.in(parent.resolve("db")).with(Memory.SMALL).with(time, time);
  }

  @Test
  void aFolderInUseIsRefusedWithAClearText() {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      assertThatThrownBy(() -> RocksEngine.open(settings()).close())
          .isInstanceOf(EngineException.Unavailable.class)
          .hasMessageContaining(parent.resolve("db") + " is in use");
      assertThat(engine.get(KEY)).isNull();
    }
  }

  @Test
  void aFolderThatIsMadeIsItsOwnersAlone() throws IOException {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      assertThat(engine.get(KEY)).isNull();
    }
    assertThat(Files.getPosixFilePermissions(parent.resolve("db")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void stampsAndTheFeedAndOutcomesGoOnAfterARestart() {
    Token token;
    Stamp before;
    try (RocksEngine engine = RocksEngine.open(settings());
        Transaction transaction = engine.begin()) {
      transaction.emit(TOPIC, value("one"));
      token = transaction.token();
      before = transaction.commit();
    }
    try (RocksEngine engine = RocksEngine.open(settings())) {
      assertThat(engine.outcome(token)).isEqualTo(new Outcome.Committed(before));
      Stamp after = engine.write(transaction -> transaction.emit(TOPIC, value("two")));
      assertThat(after).isGreaterThan(before);
      FeedPage page = engine.feed().follow(TOPIC, Position.START, 10);
      assertThat(page.entries())
          .extracting(entry -> text(entry.octets()))
          .containsExactly("one", "two");
      assertThat(page.entries().getFirst().committedAt()).isEqualTo(time.instant());
    }
  }

  @Test
  void aCheckpointIsAnEngineAsOfThatMoment() {
    Path copy = parent.resolve("copy");
    try (RocksEngine engine = RocksEngine.open(settings())) {
      engine.write(transaction -> transaction.put(KEY, value("before")));
      engine.checkpoint(copy);
      engine.write(transaction -> transaction.put(KEY, value("after")));
      assertThatThrownBy(() -> engine.checkpoint(copy))
          .isInstanceOf(EngineException.Unsupported.class);
      try (RocksEngine restored = RocksEngine.open(RocksSettings.in(copy).with(Memory.SMALL))) {
        assertThat(text(restored.get(KEY))).isEqualTo("before");
      }
      assertThat(text(engine.get(KEY))).isEqualTo("after");
    }
  }

  @Test
  void theFeedForgetsWhatIsPastItsAgeAndSaysSo() {
    RocksSettings.Keeping keeping = new RocksSettings.Keeping(Duration.ofMinutes(30), 1L << 40, 0);
    try (RocksEngine engine = RocksEngine.open(settings().with(keeping))) {
      engine.write(transaction -> transaction.emit(TOPIC, value("old")));
      Stamp last = engine.write(transaction -> transaction.emit(new Topic("u"), value("old")));
      time.advance(Duration.ofMinutes(20));
      engine.write(transaction -> transaction.emit(TOPIC, value("young")));
      time.advance(Duration.ofMinutes(10));
      engine.tend();
      assertThat(engine.feed().follow(TOPIC, Position.START, 10).entries()).hasSize(2);
      time.advance(Duration.ofMinutes(20));
      engine.tend();
      assertThat(engine.feed().oldest()).isEqualTo(Position.after(last));
      assertThatThrownBy(() -> engine.feed().follow(TOPIC, Position.START, 10))
          .isInstanceOf(EngineException.TooOld.class)
          .hasMessageContaining("no longer kept");
      assertThat(engine.feed().follow(TOPIC, engine.feed().oldest(), 10).entries())
          .extracting(entry -> text(entry.octets()))
          .containsExactly("young");
      assertThat(engine.feed().follow(new Topic("u"), engine.feed().oldest(), 10).entries())
          .isEmpty();
    }
    try (RocksEngine engine = RocksEngine.open(settings().with(keeping))) {
      assertThatThrownBy(() -> engine.feed().follow(TOPIC, Position.START, 10))
          .isInstanceOf(EngineException.TooOld.class);
    }
  }

  @Test
  void outcomesArePastTheirTimeAfterMoreThanTenMinutes() {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      Token token;
      try (Transaction transaction = engine.begin()) {
        transaction.put(KEY, value("a"));
        token = transaction.token();
        transaction.commit();
      }
      time.advance(Duration.ofMinutes(10));
      engine.write(transaction -> transaction.put(KEY, value("b")));
      engine.tend();
      assertThat(engine.outcome(token)).isInstanceOf(Outcome.Committed.class);
      time.advance(Duration.ofMinutes(12));
      engine.write(transaction -> transaction.put(KEY, value("c")));
      engine.tend();
      assertThatThrownBy(() -> engine.outcome(token)).isInstanceOf(EngineException.TooOld.class);
    }
    try (RocksEngine engine = RocksEngine.open(settings())) {
      assertThat(engine.feed().newest()).isEqualTo(Position.after(new Stamp(3)));
    }
  }

  @Test
  void aSnapshotThatWasLeftOpenIsEndedInTheEnd() {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      engine.write(transaction -> transaction.put(KEY, value("a")));
      Snapshot left = engine.snapshot();
      time.advance(Duration.ofSeconds(71));
      engine.tend();
      assertThatThrownBy(() -> left.get(KEY)).isInstanceOf(EngineException.TooOld.class);
      assertThat(text(engine.get(KEY))).isEqualTo("a");
      left.close();
    }
  }

  @Test
  void anEngineThatStoodIdleGivesAFullLifeToWhoBeginsThen() {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      engine.write(transaction -> transaction.put(KEY, value("a")));
      assertThat(text(engine.get(KEY))).isEqualTo("a");
      time.advance(Duration.ofSeconds(59));
      try (Snapshot snapshot = engine.snapshot()) {
        time.advance(Duration.ofSeconds(59));
        engine.tend();
        assertThat(text(snapshot.get(KEY))).isEqualTo("a");
      }
    }
  }

  @Test
  void aTransactionOlderThanWhatIsRememberedMeetsAConflict() {
    Memory little = new Memory(16 << 20, 8 << 20, 16 << 20, 100, 2_000, 16 << 20);
    try (RocksEngine engine = RocksEngine.open(settings().with(little));
        Transaction transaction = engine.begin()) {
      assertThat(transaction.get(Key.of("unrelated"))).isNull();
      transaction.put(Key.of("b"), value("b"));
      for (int i = 0; i < 50; i++) {
        Key key = Key.of("key" + i);
        engine.write(other -> other.put(key, value("v")));
      }
      assertThatThrownBy(transaction::commit)
          .isInstanceOf(EngineException.Conflict.class)
          .hasMessageContaining("forgotten");
    }
  }

  @Test
  void aDiskThatIsAlmostFullTakesNothingMoreButLetsRemove() throws Exception {
    engineWithRows();
    long free = Files.getFileStore(parent).getUsableSpace();
    RocksSettings.Keeping keeping =
        new RocksSettings.Keeping(Duration.ofHours(1), 1L << 40, free + free / 2);
    try (RocksEngine engine = RocksEngine.open(settings().with(keeping))) {
      assertThatThrownBy(() -> engine.write(transaction -> transaction.put(KEY, value("a"))))
          .isInstanceOf(EngineException.Unavailable.class)
          .hasMessageContaining("the disk is full");
      assertThat(text(engine.get(KEY))).isEqualTo("before");
      engine.write(transaction -> transaction.delete(KEY));
      assertThat(engine.get(KEY)).isNull();
    }
  }

  private void engineWithRows() {
    try (RocksEngine engine = RocksEngine.open(settings())) {
      engine.write(transaction -> transaction.put(KEY, value("before")));
    }
  }

  @Test
  void aClosedEngineIsUnavailable() {
    RocksEngine engine = RocksEngine.open(settings());
    Transaction transaction = engine.begin();
    transaction.put(KEY, value("a"));
    Snapshot snapshot = engine.snapshot();
    engine.close();
    assertThatThrownBy(engine::begin).isInstanceOf(EngineException.Unavailable.class);
    assertThatThrownBy(transaction::commit).isInstanceOf(EngineException.Unavailable.class);
    assertThatThrownBy(() -> snapshot.get(KEY)).isInstanceOf(EngineException.Unavailable.class);
    snapshot.close();
    engine.close();
  }
}

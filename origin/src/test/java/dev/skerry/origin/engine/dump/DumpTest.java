package dev.skerry.origin.engine.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.contract.EngineUnderTest;
import dev.skerry.origin.engine.contract.SomeRows;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dumped is what is restored, and whatever is not whole is said. */
class DumpTest implements EngineUnderTest {
  private static final Topic TOPIC = new Topic("t");

  private final Time time = new Time();
  private final SplittableRandom random = new SplittableRandom(seed());
  @TempDir private Path folder;
  private Engine engine;
  private Engine other;

  @BeforeEach
  void open() {
    engine = open("one");
    other = open("other");
  }

  private Engine open(String name) {
    return RocksEngine.open(
        RocksSettings.in(folder.resolve(name)).with(Memory.SMALL).with(time, time));
  }

  @AfterEach
  void close() {
    engine.close();
    other.close();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Time time() {
    return time;
  }

  private List<Row> restored() {
    return new EngineUnderTest() {
      @Override
      public Engine engine() {
        return other;
      }

      @Override
      public Time time() {
        return time;
      }
    }.everything();
  }

  private byte[] dumped() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report report = Dump.write(engine, out, Progress.NONE);
    assertThat(report.rows()).isEqualTo(everything().size());
    return out.toByteArray();
  }

  private static InputStream in(byte[] dump) {
    return new ByteArrayInputStream(dump);
  }

  @Test
  void whatIsRestoredIsWhatWasThere() throws IOException {
    SomeRows.put(engine, random, 5_000);
    byte[] dump = dumped();
    Report report = Dump.read(in(dump), other, Progress.NONE);
    assertThat(restored()).as("seed %d", seed()).isEqualTo(everything());
    assertThat(Dump.verify(in(dump), Progress.NONE)).isEqualTo(report);
  }

  @Test
  void anEmptyEngineIsDumpedToo() throws IOException {
    assertThat(Dump.read(in(dumped()), other, Progress.NONE).rows()).isZero();
    assertThat(restored()).isEmpty();
  }

  @Test
  void stampsGoOnAfterThoseOfTheDumpAndPlacesInItsFeedAreTooOld() throws IOException {
    Stamp kept = new Stamp(0);
    for (int i = 0; i < 10; i++) {
      kept = engine.write(transaction -> transaction.emit(TOPIC, new byte[1]));
    }
    fill("a");
    Position position = Position.after(kept);
    Dump.read(in(dumped()), other, Progress.NONE);
    assertThatThrownBy(() -> other.feed().follow(TOPIC, position, 10))
        .isInstanceOf(EngineException.TooOld.class);
    Position from = other.feed().newest();
    assertThat(from).isGreaterThanOrEqualTo(position).isEqualTo(other.feed().oldest());
    Stamp next = other.write(transaction -> transaction.emit(TOPIC, new byte[1]));
    assertThat(next).isGreaterThan(kept);
    assertThat(other.feed().follow(TOPIC, from, 10).entries()).hasSize(1);
  }

  @Test
  void aRestoreThatWasBrokenOffGoesOn() throws IOException {
    SomeRows.put(engine, random, 5_000);
    byte[] dump = dumped();
    byte[] part = Arrays.copyOf(dump, dump.length * 2 / 3);
    assertThatThrownBy(() -> Dump.read(in(part), other, Progress.NONE))
        .isInstanceOf(EngineException.Corrupt.class)
        .hasMessageContaining("ends in its block");
    assertThat(restored()).hasSizeLessThan(everything().size());
    Dump.read(in(dump), other, Progress.NONE);
    assertThat(restored()).isEqualTo(everything());
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws IOException {
    fill("a", "b");
    other.write(transaction -> transaction.put(Key.of("b"), new byte[0]));
    byte[] dump = dumped();
    assertThatThrownBy(() -> Dump.read(in(dump), other, Progress.NONE))
        .isInstanceOf(EngineException.Unsupported.class)
        .hasMessageContaining("from its row 1 on");
    assertThat(restored()).hasSize(1);
  }

  /** Every place of a small dump, and every length of it. */
  @Test
  void aFlippedBitOrAMissingEndIsSaid() throws IOException {
    fill("a", "b", "c");
    byte[] dump = dumped();
    for (int at = 0; at < dump.length; at++) {
      byte[] flipped = dump.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      assertRefused(flipped, "flipped at " + at);
      assertRefused(Arrays.copyOf(dump, at), "cut at " + at);
    }
    assertRefused(Arrays.copyOf(dump, dump.length + 1), "one more");
  }

  private static void assertRefused(byte[] dump, String what) {
    assertThatThrownBy(() -> Dump.verify(in(dump), Progress.NONE))
        .as(what)
        .isInstanceOfAny(EngineException.Corrupt.class, EngineException.Unsupported.class);
  }

  @Test
  void aDumpThatTakesLongerThanASnapshotNeedsAnEngineThatStandsStill() throws IOException {
    SomeRows.put(engine, random, 40_000);
    Progress slow = done -> time.advance(Limits.SNAPSHOT_AGE.plus(Duration.ofSeconds(1)));
    Dump.write(engine, new ByteArrayOutputStream(), slow);
    Progress slowAndWritten =
        done -> {
          slow.at(done);
          fill("more");
        };
    assertThatThrownBy(() -> Dump.write(engine, new ByteArrayOutputStream(), slowAndWritten))
        .isInstanceOf(EngineException.Conflict.class)
        .hasMessageContaining("written meanwhile");
    Snapshot snapshot = engine.snapshot();
    assertThatThrownBy(() -> Dump.write(snapshot, new ByteArrayOutputStream(), slow))
        .isInstanceOf(EngineException.TooOld.class);
  }

  @Test
  void anEngineIsCopiedWithoutAFile() throws IOException {
    SomeRows.put(engine, random, 2_000);
    Report report = Dump.copy(engine, other, Progress.NONE);
    assertThat(report.rows()).isEqualTo(everything().size());
    assertThat(restored()).isEqualTo(everything());
  }
}

package dev.skerry.origin.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.skerry.origin.engine.dump.Dump;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.testing.postgres.PostgresServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one engine to the other and back nothing changes. Skipped where there is no PostgreSQL. */
class MovingTest {
  private static final long SEED = Long.getLong("skerry.seed", 21);
  private static final Topic TOPIC = new Topic("t");

  private final Time time = new Time();
  @TempDir private Path folder;

  private Engine rocks(String name) {
    return RocksEngine.open(
        RocksSettings.in(folder.resolve(name)).with(Memory.SMALL).with(time, time));
  }

  private PostgresEngine postgres() {
    return PostgresEngine.open(FreshSchema.in(PostgresServer.shared()).with(time, time));
  }

  private List<Row> rows(Engine engine) {
    return new EngineUnderTest() {
      @Override
      public Engine engine() {
        return engine;
      }

      @Override
      public Time time() {
        return time;
      }
    }.everything();
  }

  @Test
  void rowsAreTheSameAfterAJourneyFromTheEmbeddedEngineToADatabaseAndBack() throws IOException {
    try (Engine from = rocks("from");
        Engine through = postgres();
        Engine to = rocks("to")) {
      SomeRows.put(from, new SplittableRandom(SEED), 3_000);
      Stamp last = from.write(transaction -> transaction.emit(TOPIC, new byte[1]));
      moveByFile(from, through);
      Dump.copy(through, to, Progress.NONE);
      assertThat(rows(through)).as("seed %d", SEED).isEqualTo(rows(from));
      assertThat(rows(to)).as("seed %d", SEED).isEqualTo(rows(from));
      for (Engine engine : List.of(through, to)) {
        Assertions.assertThatThrownBy(() -> engine.feed().follow(TOPIC, new Position(last, 0), 10))
            .isInstanceOf(EngineException.TooOld.class);
        Stamp next = engine.write(transaction -> transaction.put(Key.of("a"), new byte[1]));
        assertThat(next).isGreaterThan(last);
      }
    }
  }

  private void moveByFile(Engine from, Engine to) throws IOException {
    Path file = folder.resolve("dump");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Dump.write(from, out, Progress.NONE);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Dump.read(in, to, Progress.NONE);
    }
  }

  @Test
  void aDatabaseIsDumpedWhileOthersWriteFromASnapshotThatLivesLonger() throws IOException {
    try (PostgresEngine engine = postgres();
        Engine restored = rocks("restored")) {
      SomeRows.put(engine, new SplittableRandom(SEED), 2_000);
      List<Row> before = rows(engine);
      Snapshot snapshot = engine.snapshot(Duration.ofHours(1));
      time.advance(Limits.SNAPSHOT_AGE.multipliedBy(2));
      engine.write(transaction -> transaction.put(Key.of("later"), new byte[1]));
      ByteArrayOutputStream dump = new ByteArrayOutputStream();
      Dump.write(snapshot, dump, Progress.NONE);
      Dump.read(new java.io.ByteArrayInputStream(dump.toByteArray()), restored, Progress.NONE);
      assertThat(rows(restored)).as("seed %d", SEED).isEqualTo(before);
    }
  }
}

package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.postgres.PostgresAddress;
import dev.skerry.origin.engine.postgres.PostgresEngine;
import dev.skerry.origin.engine.postgres.PostgresSettings;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.testing.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is restored is exact, items and indexes, from backups and from continuous backups, while
 * others write. JSON is written with ' for ".
 */
class RestoresTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);

  private final AtomicBoolean done = new AtomicBoolean();

  private final AtomicLong written = new AtomicLong();

  /** Writers share it; whoever has it alone sees a table that stands still. */
  private final ReentrantReadWriteLock standstill = new ReentrantReadWriteLock();

  private final List<Mark> marks = new ArrayList<>();
  private @Nullable Api made;

  /** What the table was at a moment: by its keys, and by its index. */
  private record Mark(
      String backup, long second, Map<String, Item> items, Map<String, Item> indexed) {}

  /** Tells the time that the API tells. */
  private final InstantSource clock =
      () -> made == null ? Instant.ofEpochSecond(1_800_000_000) : made.tables.now();

  @Test
  void restoresAreExactOnRocksDb(@TempDir Path folder)
      throws InterruptedException, ExecutionException {
    try (Engine engine =
        RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(clock, System::nanoTime))) {
      run(engine, 5, 3);
    }
  }

  /** Skipped where there is no PostgreSQL. */
  @Test
  void restoresAreExactOnPostgres() throws InterruptedException, ExecutionException {
    try (Engine engine =
        PostgresEngine.open(
            PostgresSettings.at(PostgresAddress.parse(PostgresServer.shared().address()))
                .with(clock, System::nanoTime))) {
      run(engine, 2, 2);
    }
  }

  private void run(Engine engine, int times, int writing)
      throws InterruptedException, ExecutionException {
    Api api = new Api(engine);
    made = api;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      make(api);
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < writing; i++) {
        Random random = new Random(SEED + i);
        writers.add(threads.submit(() -> writeOn(api, random)));
      }
      try {
        for (int i = 0; i < times; i++) {
          mark(engine, api);
          if (i % 2 == 1) {
            restored(engine, api, i);
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      for (int i = 0; i < times; i++) {
        restored(engine, api, 10 + i);
      }
    } finally {
      api.tables.close();
    }
  }

  private void make(Api api) {
    api.ok(
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'n','AttributeType':'N'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'}],'GlobalSecondaryIndexes':["
            + "{'IndexName':'numbers','KeySchema':[{'AttributeName':'n','KeyType':'HASH'}],"
            + "'Projection':{'ProjectionType':'ALL'}}],'StreamSpecification':"
            + "{'StreamEnabled':true,'StreamViewType':'NEW_AND_OLD_IMAGES'}}");
    api.ok(
        "UpdateContinuousBackups",
        "{'TableName':'things','PointInTimeRecoverySpecification':"
            + "{'PointInTimeRecoveryEnabled':true}}");
    api.pass(Duration.ofSeconds(2));
  }

  private void writeOn(Api api, Random random) {
    while (!done.get()) {
      standstill.readLock().lock();
      try {
        write(api, random);
        api.pass(Duration.ofMillis(1));
        written.incrementAndGet();
      } finally {
        standstill.readLock().unlock();
      }
    }
  }

  private static void write(Api api, Random random) {
    String key = "k" + random.nextInt(120);
    int kind = random.nextInt(5);
    if (kind == 0) {
      api.delete("things", key);
    } else if (kind == 1) { // not in the index
      api.ok(
          "PutItem",
          "{'TableName':'things','Item':{'h':{'S':'%s'},'y':{'N':'%d'}}}"
              .formatted(key, random.nextInt(99)));
    } else {
      int length = random.nextInt(10) == 0 ? 20_000 + random.nextInt(20_000) : random.nextInt(9);
      api.put("things", key, random.nextInt(7), "x".repeat(length));
    }
  }

  /** Makes a backup and remembers what there is, and lets the second end with that. */
  private void mark(Engine engine, Api api) {
    long enough = written.get() + 20;
    Instant end = Instant.now().plusSeconds(120);
    while (written.get() < enough && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    standstill.writeLock().lock();
    try {
      String backup =
          Api.member(
              "BackupArn", api.ok("CreateBackup", "{'TableName':'things','BackupName':'one'}"));
      long second = api.tables.now().getEpochSecond() + 2;
      api.pass(Duration.between(api.tables.now(), Instant.ofEpochSecond(second)));
      marks.add(
          new Mark(
              backup,
              second,
              items(engine, api, "things", false),
              items(engine, api, "things", true)));
      api.pass(Duration.ofSeconds(1));
    } finally {
      standstill.writeLock().unlock();
    }
  }

  /** Restores a mark in both ways, and compares. */
  private void restored(Engine engine, Api api, int number) {
    Mark mark = marks.get(number % 10);
    String backup = "backup" + number;
    String moment = "moment" + number;
    await(api, "DescribeBackup", "{'BackupArn':'" + mark.backup + "'}", "'AVAILABLE'");
    api.ok(
        "RestoreTableFromBackup",
        "{'TargetTableName':'%s','BackupArn':'%s'}".formatted(backup, mark.backup));
    api.ok(
        "RestoreTableToPointInTime",
        "{'SourceTableName':'things','TargetTableName':'%s','RestoreDateTime':%d}"
            .formatted(moment, mark.second));
    for (String table : List.of(backup, moment)) {
      await(api, "DescribeTable", "{'TableName':'" + table + "'}", "'TableStatus':'ACTIVE'");
      assertThat(items(engine, api, table, false))
          .as("%s, seed %d", table, SEED)
          .isEqualTo(mark.items);
      assertThat(items(engine, api, table, true))
          .as("the index of %s, seed %d", table, SEED)
          .isEqualTo(mark.indexed);
    }
  }

  private static Map<String, Item> items(Engine engine, Api api, String table, boolean byIndex) {
    return engine.read(
        snapshot -> {
          TableDefinition found = api.tables.usable(snapshot, table);
          Map<String, Item> items = new TreeMap<>();
          ItemRange.segment(found, byIndex ? found.schema().indexes().getFirst() : null, 0, 1)
              .visit(snapshot, item -> items.put(item.get("h") + "", item) == null);
          return items;
        });
  }

  private static void await(Api api, String operation, String body, String text) {
    Instant end = Instant.now().plusSeconds(120);
    String answer = api.ok(operation, body);
    while (!answer.contains(text) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      answer = api.ok(operation, body);
    }
    assertThat(answer).contains(text);
  }
}

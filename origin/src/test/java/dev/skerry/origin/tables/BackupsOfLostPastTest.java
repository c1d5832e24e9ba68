package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where some of the past is lost or unreadable, all that does not need it goes on. */
class BackupsOfLostPastTest {
  private static final int ITEMS = 450;

  @TempDir private Path folder;
  private RocksEngine engine;
  private Api api;

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    api = new Api(engine);
  }

  @AfterEach
  void close() {
    api.tables.close();
    engine.close();
  }

  /** Calls go on, and what is done behind them has ended. */
  private void stop() {
    api.tables.close();
  }

  private void start() {
    api = new Api(engine);
    api.tables.upkeep().start();
  }

  private void make(String table) {
    api.make(table, "");
    enable(table);
    for (int i = 0; i < ITEMS; i++) {
      api.put(table, "k" + i, i, i % 50 == 0 ? "x".repeat(20_000) : "x");
    }
  }

  private void enable(String table) {
    api.ok(
        "UpdateContinuousBackups",
        "{'TableName':'%s','PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':true}}"
            .formatted(table));
  }

  private Map<String, Item> items(String table) {
    return engine.read(
        snapshot -> {
          Map<String, Item> items = new TreeMap<>();
          ItemRange.segment(api.tables.usable(snapshot, table), null, 0, 1)
              .visit(snapshot, item -> items.put(item.get("h") + "", item) == null);
          return items;
        });
  }

  private long number(String table) {
    return engine.read(snapshot -> api.tables.described(snapshot, table)).number();
  }

  private String backup(String table) {
    return Api.member(
        "BackupArn",
        api.ok("CreateBackup", "{'TableName':'%s','BackupName':'one'}".formatted(table)));
  }

  private void restoreBackup(String arn, String target) {
    api.ok(
        "RestoreTableFromBackup",
        "{'TargetTableName':'%s','BackupArn':'%s'}".formatted(target, arn));
  }

  private void restoreLatest(String table, String target) {
    api.ok(
        "RestoreTableToPointInTime",
        "{'SourceTableName':'%s','TargetTableName':'%s','UseLatestRestorableTime':true}"
            .formatted(table, target));
  }

  private void await(String operation, String body, String text) {
    Instant end = Instant.now().plusSeconds(60);
    String answer = api.ok(operation, body);
    while (!answer.contains(text) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      answer = api.ok(operation, body);
    }
    assertThat(answer).contains(text);
  }

  private void awaitTable(String table) {
    await("DescribeTable", "{'TableName':'" + table + "'}", "'TableStatus':'ACTIVE'");
  }

  private void awaitBackup(String arn) {
    await("DescribeBackup", "{'BackupArn':'" + arn + "'}", "'AVAILABLE'");
  }

  private void awaitPast() {
    while (!api.tables.archive().step()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aRestoreFromABackupEndsExactWhenThePastIsLostMeanwhileAndThatFromThePastIsGivenUp() {
    make("things");
    Map<String, Item> twin = items("things");
    String first = backup("things");
    awaitBackup(first);
    stop();
    restoreBackup(first, "again");
    restoreLatest("things", "latest");
    String second = backup("things");
    api.put("things", "k0", -1, "y");
    engine.continueAfter(new Stamp(1_000_000)); // and the feed is forgotten

    start();
    awaitTable("again");
    awaitPast();
    assertThat(items("again")).isEqualTo(twin);
    assertThat(api.refused("DescribeTable", "{'TableName':'latest'}")).contains("not found");
    assertThat(api.refused("DescribeBackup", "{'BackupArn':'" + second + "'}"))
        .contains("BackupNotFoundException");
    restoreLatest("things", "then");
    awaitTable("then");
    assertThat(items("then")).isEqualTo(items("things"));
  }

  @Test
  void anUnreadableRecordingCostsOnlyThePastOfItsOwnTable() {
    make("others");
    make("things");
    stop();
    String given = backup("things");
    engine.write(
        transaction -> transaction.put(RowKeys.recording(number("things")), new byte[] {9}));
    api.put("things", "k0", -1, "y");
    api.put("others", "k0", -1, "y");

    start();
    awaitPast();
    restoreLatest("others", "again");
    awaitTable("again");
    assertThat(items("again")).isEqualTo(items("others"));
    assertThat(api.refused("DescribeBackup", "{'BackupArn':'" + given + "'}"))
        .contains("BackupNotFoundException");
    String table = "{'TableName':'things'}";
    assertThat(api.ok("DescribeContinuousBackups", table))
        .contains("'PointInTimeRecoveryStatus':'DISABLED'");
    enable("things");
    restoreLatest("things", "then");
    awaitTable("then");
    assertThat(items("then")).isEqualTo(items("things"));
  }

  @Test
  void unreadableEntriesAndCopiesHoldUpNothingElse() {
    make("others");
    make("things");
    stop();
    String given = backup("things");
    Item nameless = Item.EMPTY.with("x", AttributeValue.number(1));
    Item placeless = Item.EMPTY.with("t", AttributeValue.number(number("things")));
    engine.write(
        transaction -> {
          transaction.emit(Past.TOPIC, new byte[] {9});
          transaction.emit(Past.TOPIC, ItemCodec.encode(nameless));
          transaction.emit(Past.TOPIC, ItemCodec.encode(placeless));
          transaction.put(RowKeys.copy("123456789012", 999), new byte[] {9});
        });
    api.put("others", "k0", -1, "y");

    start();
    awaitPast();
    assertThat(api.refused("DescribeBackup", "{'BackupArn':'" + given + "'}"))
        .contains("BackupNotFoundException");
    restoreLatest("others", "again");
    restoreLatest("things", "then");
    awaitTable("again");
    awaitTable("then");
    assertThat(items("again")).isEqualTo(items("others"));
    assertThat(items("then")).isEqualTo(items("things"));
  }

  @Test
  void aRestoreFromABackupNeedsNoArchive() {
    make("things");
    Map<String, Item> twin = items("things");
    String first = backup("things");
    awaitBackup(first);
    stop();
    byte[] archived = Objects.requireNonNull(engine.get(RowKeys.ARCHIVED));
    restoreBackup(first, "again");
    String second = backup("things");
    engine.write(transaction -> transaction.put(RowKeys.ARCHIVED, new byte[] {9}));

    start();
    awaitTable("again");
    assertThat(items("again")).isEqualTo(twin);
    assertThat(api.ok("DescribeBackup", "{'BackupArn':'" + second + "'}")).contains("'CREATING'");
    engine.write(transaction -> transaction.put(RowKeys.ARCHIVED, archived));
    awaitBackup(second);
  }

  @Test
  void settlingEndsAlsoWhereWritersAreFaster() {
    AtomicInteger steps = new AtomicInteger();
    InstantSource clock =
        () -> {
          assertThat(steps.incrementAndGet()).as("steps").isLessThan(20);
          engine.write(
              transaction -> {
                for (int i = 0; i < 1_000; i++) { // more than a step archives
                  Past.mark(transaction, 77, 1);
                }
              });
          return Instant.EPOCH;
        };
    Stamp before = engine.feed().newest().stamp();
    Archive archive = new Archive(engine, clock);
    assertThat(archive.settle()).isPositive();
    assertThat(Archive.Progress.of(engine.get(RowKeys.ARCHIVED)).position().stamp())
        .isGreaterThan(before);
    assertThat(archive.catchUp(() -> true)).as("whether it did though it was closed").isFalse();
  }
}

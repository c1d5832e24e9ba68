package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.value.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups have what was there when they were asked for, and tables made of them have the same. */
class BackupsTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);

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

  private void make() {
    api.ok(
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'n','AttributeType':'N'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'}],'GlobalSecondaryIndexes':["
            + "{'IndexName':'numbers','KeySchema':[{'AttributeName':'n','KeyType':'HASH'}],"
            + "'Projection':{'ProjectionType':'ALL'}}],'StreamSpecification':"
            + "{'StreamEnabled':true,'StreamViewType':'NEW_AND_OLD_IMAGES'},"
            + "'Tags':[{'Key':'a','Value':'b'}],'DeletionProtectionEnabled':true}");
  }

  private Map<String, Item> items(String table, boolean byIndex) {
    return engine.read(
        snapshot -> {
          TableDefinition found = api.tables.usable(snapshot, table);
          Map<String, Item> items = new TreeMap<>();
          ItemRange.segment(found, byIndex ? found.schema().indexes().getFirst() : null, 0, 1)
              .visit(snapshot, item -> items.put(item.get("h") + "", item) == null);
          return items;
        });
  }

  private String backup(String table) {
    return Api.member(
        "BackupArn",
        api.ok("CreateBackup", "{'TableName':'%s','BackupName':'one'}".formatted(table)));
  }

  private String await(String operation, String body, String text) {
    Instant end = Instant.now().plusSeconds(60);
    String answer = api.ok(operation, body);
    while (!answer.contains(text) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      answer = api.ok(operation, body);
    }
    assertThat(answer).contains(text);
    return answer;
  }

  private String available(String arn) {
    return await("DescribeBackup", "{'BackupArn':'" + arn + "'}", "'AVAILABLE'");
  }

  private String restore(String arn, String target) {
    String answer =
        api.ok(
            "RestoreTableFromBackup",
            "{'TargetTableName':'%s','BackupArn':'%s'}".formatted(target, arn));
    await("DescribeTable", "{'TableName':'" + target + "'}", "'ACTIVE'");
    return answer;
  }

  private void write(Random random, int writer) {
    String key = "w" + writer + "k" + random.nextInt(40);
    if (random.nextInt(4) == 0) {
      api.delete("things", key);
    } else {
      api.put(
          "things",
          key,
          random.nextInt(5),
          "x".repeat(random.nextInt(6) == 0 ? 30_000 : random.nextInt(9)));
    }
  }

  @Test
  void aBackupIsTheTableAsItWasWhoeverWritesMeanwhile() throws InterruptedException {
    make();
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      write(random, i % 4);
    }
    AtomicBoolean done = new AtomicBoolean();
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int writer = i;
      Random own = new Random(SEED + i);
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!done.get()) {
                      lock.readLock().lock();
                      try {
                        write(own, writer);
                      } finally {
                        lock.readLock().unlock();
                      }
                    }
                  }));
    }
    Map<String, Map<String, Item>> twins = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      lock.writeLock().lock();
      try {
        Map<String, Item> twin = items("things", false);
        twins.put(backup("things"), twin);
      } finally {
        lock.writeLock().unlock();
      }
      if (i % 2 == 1) {
        twins.keySet().forEach(this::available);
      }
    }
    done.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    int number = 0;
    for (Map.Entry<String, Map<String, Item>> each : twins.entrySet()) {
      String target = "again" + number++;
      available(each.getKey());
      restore(each.getKey(), target);
      assertThat(items(target, false)).as("seed %d", SEED).isEqualTo(each.getValue());
      assertThat(items(target, true)).as("seed %d", SEED).isEqualTo(each.getValue());
    }
  }

  @Test
  void aCopyThatWasInterruptedGoesOnAfterARestart() {
    make();
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      write(random, i % 4);
    }
    api.tables.close(); // what is done behind the calls has ended; the calls go on
    Map<String, Item> twin = items("things", false);
    String arn = backup("things");
    assertThat(api.ok("DescribeBackup", "{'BackupArn':'" + arn + "'}")).contains("'CREATING'");
    for (int i = 0; i < 200; i++) {
      write(random, i % 4);
    }
    api = new Api(engine);
    api.tables.upkeep().start();
    available(arn);
    api.tables.close();
    api.ok("RestoreTableFromBackup", "{'TargetTableName':'again','BackupArn':'%s'}".formatted(arn));
    assertThat(api.refused("DeleteBackup", "{'BackupArn':'" + arn + "'}"))
        .contains("BackupInUseException", "Backup is being used to restore table: " + arn);
    api = new Api(engine);
    api.tables.upkeep().start();
    await("DescribeTable", "{'TableName':'again'}", "'ACTIVE'");
    assertThat(items("again", false)).as("seed %d", SEED).isEqualTo(twin);
  }

  @Test
  void aRestoredTableHasKeysAndIndexesAndNoneOfWhatIsToBeSetUpAgain() {
    make();
    api.put("things", "a", 1, "x".repeat(50_000));
    api.ok(
        "UpdateTimeToLive",
        "{'TableName':'things','TimeToLiveSpecification':{'AttributeName':'t','Enabled':true}}");
    String arn = backup("things");
    assertThat(available(arn))
        .contains("'BackupName':'one'", "'BackupType':'USER'", "'ItemCount':1")
        .contains("'IndexName':'numbers'", "'StreamViewType':'NEW_AND_OLD_IMAGES'")
        .contains("'TimeToLiveDescription':{'AttributeName':'t','TimeToLiveStatus':'ENABLED'}");
    assertThat(restore(arn, "again"))
        .contains("'TableStatus':'CREATING'", "'SourceBackupArn':'" + arn + "'")
        .contains("'RestoreInProgress':true");
    assertThat(api.ok("DescribeTable", "{'TableName':'again'}"))
        .contains("'IndexName':'numbers'", "'ItemCount':1", "'DeletionProtectionEnabled':false")
        .doesNotContain("Stream");
    assertThat(api.ok("DescribeTimeToLive", "{'TableName':'again'}")).contains("'DISABLED'");
    assertThat(items("again", true)).isEqualTo(items("things", false));
  }

  @Test
  void whatIsOverriddenIsAsItWasAskedFor() {
    make();
    api.put("things", "a", 1, "x");
    String arn = backup("things");
    available(arn);
    String restore = "{'TargetTableName':'again','BackupArn':'" + arn + "',";
    assertThat(
            api.refused("RestoreTableFromBackup", restore + "'BillingModeOverride':'PROVISIONED'}"))
        .contains(
            "Invalid Request: Must override ProvisionedThroughput if BillingMode is overridden to"
                + " PROVISIONED");
    assertThat(
            api.refused(
                "RestoreTableFromBackup",
                restore
                    + "'GlobalSecondaryIndexOverride':[{'IndexName':'others','KeySchema':["
                    + "{'AttributeName':'n','KeyType':'HASH'}],"
                    + "'Projection':{'ProjectionType':'ALL'}}]}"))
        .contains(
            "Invalid Request: Index others does not match a secondary index that existed in the");
    assertThat(
            api.ok(
                "RestoreTableFromBackup",
                restore
                    + "'BillingModeOverride':'PROVISIONED','ProvisionedThroughputOverride':"
                    + "{'ReadCapacityUnits':3,'WriteCapacityUnits':4},"
                    + "'GlobalSecondaryIndexOverride':[]}"))
        .contains("'ReadCapacityUnits':3,'WriteCapacityUnits':4")
        .doesNotContain("numbers", "PAY_PER_REQUEST");
    await("DescribeTable", "{'TableName':'again'}", "'ACTIVE'");
    assertThat(items("again", false)).isEqualTo(items("things", false));
  }

  @Test
  void backupsAreListedByTableAndTimeAndGoWithAllTheirRows() {
    make();
    api.make("others", "");
    api.put("things", "a", 1, "x".repeat(50_000));
    String first = backup("things");
    available(first);
    String second = backup("others");
    available(second);
    assertThat(Api.members("BackupArn", api.ok("ListBackups", "{}")))
        .containsExactlyInAnyOrder(first, second);
    assertThat(Api.members("BackupArn", api.ok("ListBackups", "{'TableName':'others'}")))
        .containsExactly(second);
    assertThat(
            api.ok(
                "ListBackups", "{'TimeRangeUpperBound':" + api.tables.now().getEpochSecond() + "}"))
        .isEqualTo("{'BackupSummaries':[]}");
    String page = api.ok("ListBackups", "{'Limit':1}");
    String last = Api.member("LastEvaluatedBackupArn", page);
    assertThat(
            Api.members(
                "BackupArn", api.ok("ListBackups", "{'ExclusiveStartBackupArn':'" + last + "'}")))
        .hasSize(1)
        .doesNotContain(last);
    assertThat(api.ok("DeleteBackup", "{'BackupArn':'" + first + "'}"))
        .contains("'BackupStatus':'DELETED'");
    assertThat(api.refused("DescribeBackup", "{'BackupArn':'" + first + "'}"))
        .contains("BackupNotFoundException", "Backup not found: " + first);
    assertThat(api.refused("CreateBackup", "{'TableName':'nothing','BackupName':'one'}"))
        .contains("TableNotFoundException", "Table not found: nothing");
    assertThat(
            api.refused(
                "RestoreTableFromBackup",
                "{'TargetTableName':'things','BackupArn':'" + second + "'}"))
        .contains("TableAlreadyExistsException", "Table already exists: things");
    api.ok("DeleteBackup", "{'BackupArn':'" + second + "'}");
    Instant end = Instant.now().plusSeconds(60);
    while (rows("ti") + rows("to") > 2 && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(rows("ti") + rows("to")).as("the item of the table and its chunk").isEqualTo(2);
  }

  private int rows(String prefix) {
    Range all = Range.prefix(Key.of(prefix));
    return engine.read(snapshot -> snapshot.scan(Scan.of(all))).rows().size();
  }
}

package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.value.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table can be restored as it was at any second while its continuous backups were enabled. */
class ContinuousBackupsTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);

  private @Nullable Api made;
  private RocksEngine engine;
  private Api api;

  @BeforeEach
  void open(@TempDir Path folder) {
    Instant start = Instant.ofEpochSecond(1_800_000_000);
    engine =
        RocksEngine.open(
            RocksSettings.in(folder.resolve("db"))
                .with(() -> made == null ? start : made.tables.now(), System::nanoTime));
    api = new Api(engine);
    made = api;
  }

  @AfterEach
  void close() {
    api.tables.close();
    engine.close();
  }

  private String update(boolean enabled, String more) {
    return "{'TableName':'things','PointInTimeRecoverySpecification':"
        + "{'PointInTimeRecoveryEnabled':%s%s}}".formatted(enabled, more);
  }

  private String described() {
    return api.ok("DescribeContinuousBackups", "{'TableName':'things'}");
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

  private Map<String, Item> restored(String target, String when) {
    api.ok(
        "RestoreTableToPointInTime",
        "{'SourceTableName':'things','TargetTableName':'%s',%s}".formatted(target, when));
    Instant end = Instant.now().plusSeconds(60);
    String table = "{'TableName':'" + target + "'}";
    while (!api.ok("DescribeTable", table).contains("'ACTIVE'") && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    return items(target);
  }

  private String refused(String when) {
    return api.refused(
        "RestoreTableToPointInTime",
        "{'SourceTableName':'things','TargetTableName':'again',%s}".formatted(when));
  }

  private void write(Random random) {
    String key = "k" + random.nextInt(12);
    if (random.nextInt(4) == 0) {
      api.delete("things", key);
    } else {
      int length = random.nextInt(8) == 0 ? 30_000 : random.nextInt(9);
      api.put("things", key, random.nextInt(1_000), "x".repeat(length));
    }
  }

  @Test
  void eachSecondComesBackAsItWas() {
    Random random = new Random(SEED);
    api.make("things", "NEW_IMAGE");
    for (int i = 0; i < 20; i++) {
      write(random);
    }
    api.ok("UpdateContinuousBackups", update(true, ""));
    api.pass(Duration.ofMillis(1));
    NavigableMap<Long, Map<String, Item>> twins = new TreeMap<>();
    for (int i = 0; i < 250; i++) {
      write(random);
      long before = api.tables.now().toEpochMilli();
      api.pass(Duration.ofMillis(random.nextInt(700)));
      long after = api.tables.now().toEpochMilli();
      Map<String, Item> now = null;
      for (long second = Math.ceilDiv(before, 1_000L); second * 1_000 < after; second++) {
        now = now == null ? items("things") : now;
        twins.put(second, now);
      }
    }
    Map<String, Item> last = items("things");
    assertThat(described())
        .contains("'EarliestRestorableDateTime':1.800000001E9")
        .contains("'PointInTimeRecoveryStatus':'ENABLED'", "'RecoveryPeriodInDays':35");
    assertThat(restored("latest", "'UseLatestRestorableTime':true")).isEqualTo(last);
    int number = 0;
    for (long second : twins.keySet()) {
      if (random.nextInt(4) == 0) {
        assertThat(restored("again" + number++, "'RestoreDateTime':" + second))
            .as("seed %d, second %d", SEED, second)
            .isEqualTo(twins.get(second));
        api.pass(Duration.ofMillis(5));
        write(random);
      }
    }
    assertThat(number).isPositive();
  }

  @Test
  void whatIsOutsideTheWindowIsRefused() {
    api.make("things", "");
    assertThat(described()).contains("'PointInTimeRecoveryStatus':'DISABLED'");
    assertThat(refused("'UseLatestRestorableTime':true"))
        .contains("PointInTimeRecoveryUnavailableException")
        .contains("Point in time recovery is not enabled for table 'things'");
    api.ok("UpdateContinuousBackups", update(true, ""));
    api.pass(Duration.ofSeconds(10));
    for (long second : new long[] {1_799_999_999, 1_800_000_011}) {
      assertThat(refused("'RestoreDateTime':" + second))
          .contains(
              "InvalidRestoreTimeException",
              "must be within EarliestRestorableDateTime '2027-01-15T08:00:0");
    }
    assertThat(restored("again", "'RestoreDateTime':1800000010")).isEmpty();
    assertThat(api.refused("DescribeContinuousBackups", "{'TableName':'nothing'}"))
        .contains("TableNotFoundException", "Table not found: nothing");
    assertThat(api.refused("UpdateContinuousBackups", update(true, ",'RecoveryPeriodInDays':36")))
        .contains("Member must have value less than or equal to 35");
  }

  @Test
  void whatNobodyCanComeBackToIsForgotten() {
    Random random = new Random(SEED);
    api.make("things", "");
    api.ok("UpdateContinuousBackups", update(true, ",'RecoveryPeriodInDays':1"));
    try (Upkeep upkeep = api.tables.upkeep()) {
      for (int i = 0; i < 60; i++) {
        write(random);
        api.pass(Duration.ofSeconds(1));
      }
      Map<String, Item> twin = items("things");
      long second = api.tables.now().getEpochSecond();
      upkeep.round();
      int most = rows("tv");
      api.pass(Duration.ofHours(23));
      for (int i = 0; i < 20; i++) {
        write(random);
        api.pass(Duration.ofSeconds(1));
      }
      upkeep.round();
      assertThat(restored("first", "'RestoreDateTime':" + second)).isEqualTo(twin);
      api.pass(Duration.ofHours(2));
      upkeep.round();
      assertThat(rows("tv")).as("versions").isLessThan(most);
      assertThat(refused("'RestoreDateTime':" + second)).contains("InvalidRestoreTimeException");
      api.ok("UpdateContinuousBackups", update(false, ""));
      upkeep.round();
      assertThat(rows("tv") + rows("tu") + rows("ta")).as("versions and seconds").isZero();
    }
  }

  @Test
  void whoLetsMoreDaysBeKeptHasAtFirstNoMoreThanThereWas() {
    api.make("things", "");
    api.ok("UpdateContinuousBackups", update(true, ",'RecoveryPeriodInDays':1"));
    api.pass(Duration.ofDays(3));
    long oldest = api.tables.now().minus(Duration.ofDays(1)).getEpochSecond();
    api.ok("UpdateContinuousBackups", update(true, ""));
    api.pass(Duration.ofHours(1));
    assertThat(refused("'RestoreDateTime':" + (oldest - 1)))
        .contains("InvalidRestoreTimeException");
    assertThat(restored("again", "'RestoreDateTime':" + oldest)).isEmpty();
  }

  @Test
  void versionsAreForgottenAlsoWhileOnesThatBackupsNeedComeAndGo() {
    Random random = new Random(SEED);
    api.make("things", "");
    api.ok("UpdateContinuousBackups", update(true, ",'RecoveryPeriodInDays':1"));
    try (Upkeep upkeep = api.tables.upkeep()) {
      for (int i = 0; i < 40; i++) {
        write(random);
        api.pass(Duration.ofSeconds(1));
      }
      upkeep.round();
      int most = rows("tv");
      api.pass(Duration.ofHours(26));
      api.ok("CreateBackup", "{'TableName':'things','BackupName':'one'}");
      write(random);
      upkeep.round();
      Instant end = Instant.now().plusSeconds(60);
      while (rows("tj") > 0 && Instant.now().isBefore(end)) {
        Thread.onSpinWait();
      }
      api.pass(Duration.ofHours(2));
      upkeep.round();
      assertThat(rows("tv")).as("versions of %d", most).isLessThan(5);
      assertThat(rows("tu")).as("seconds").isLessThan(5);
    }
  }

  private int rows(String prefix) {
    Range all = Range.prefix(Key.of(prefix));
    return engine.read(snapshot -> snapshot.scan(Scan.of(all))).rows().size();
  }
}

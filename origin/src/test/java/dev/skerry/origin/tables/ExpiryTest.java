package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that expire do so, and no others. */
class ExpiryTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private RocksEngine engine;
  private Api api;
  private Upkeep upkeep;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    api = new Api(engine);
    upkeep = api.tables.upkeep();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String update(String attribute, boolean enabled) {
    return "{'TableName':'things','TimeToLiveSpecification':{'AttributeName':'%s','Enabled':%s}}"
        .formatted(attribute, enabled);
  }

  private String described() {
    return api.ok("DescribeTimeToLive", "{'TableName':'things'}");
  }

  private long inSeconds(long seconds) {
    return api.tables.now().getEpochSecond() + seconds;
  }

  private String count() {
    return api.ok("Scan", "{'TableName':'things','Select':'COUNT'}");
  }

  @Test
  void expiryIsEnabledAndDisabledOnceAnHour() {
    api.make("things", "");
    assertThat(described()).isEqualTo("{'TimeToLiveDescription':{'TimeToLiveStatus':'DISABLED'}}");
    assertThat(api.refused("UpdateTimeToLive", update("n", false)))
        .contains("ValidationException", "TimeToLive is already disabled");
    assertThat(api.ok("UpdateTimeToLive", update("n", true)))
        .isEqualTo("{'TimeToLiveSpecification':{'Enabled':true,'AttributeName':'n'}}");
    assertThat(described())
        .isEqualTo("{'TimeToLiveDescription':{'TimeToLiveStatus':'ENABLING','AttributeName':'n'}}");
    upkeep.round();
    assertThat(described()).contains("'ENABLED'");
    assertThat(api.refused("UpdateTimeToLive", update("n", true)))
        .contains("TimeToLive is already enabled");
    assertThat(api.refused("UpdateTimeToLive", update("m", true)))
        .contains("TimeToLive is active on a different AttributeName: current AttributeName is n");
    assertThat(api.refused("UpdateTimeToLive", update("n", false)))
        .contains("Time to live has been modified multiple times within a fixed interval");
    api.pass(Duration.ofHours(1));
    api.ok("UpdateTimeToLive", update("n", false));
    assertThat(described()).contains("'DISABLED'");
    assertThat(api.refused("DescribeTimeToLive", "{'TableName':'nothing'}"))
        .contains("ResourceNotFoundException");
    assertThat(api.refused("UpdateTimeToLive", "{'TableName':'things'}"))
        .contains("Value null at 'timeToLiveSpecification'");
  }

  @Test
  void anItemGoesWhenItsTimeHasPassedAndTheStreamSaysWhoRemovedIt() {
    api.make("things", "OLD_IMAGE");
    api.ok("UpdateTimeToLive", update("n", true));
    api.put("things", "gone", inSeconds(10), "x");
    api.put("things", "later", inSeconds(10), "x");
    api.put("things", "later", inSeconds(12), "x");
    api.put("things", "ancient", inSeconds(-Expiry.LONGEST.toSeconds() - 1), "x");
    api.ok("PutItem", "{'TableName':'things','Item':{'h':{'S':'text'},'n':{'S':'1'}}}");
    api.pass(Duration.ofSeconds(10));
    upkeep.round();
    assertThat(count()).contains("'Count':4");
    api.pass(Duration.ofSeconds(1));
    upkeep.round();
    assertThat(count()).contains("'Count':3");
    assertThat(api.ok("GetItem", "{'TableName':'things','Key':{'h':{'S':'gone'}}}"))
        .isEqualTo("{}");
    assertThat(api.records(api.iterator(api.stream("things"), "TRIM_HORIZON"), 100))
        .contains("'eventName':'REMOVE'", "'OldImage':{'h':{'S':'gone'}")
        .contains("'userIdentity':{'PrincipalId':'dynamodb.amazonaws.com','Type':'Service'}");
  }

  @Test
  void itemsThatWereThereBeforeExpireToo() {
    api.make("things", "");
    for (int i = 0; i < 450; i++) {
      api.put("things", "k" + i, i % 3 == 0 ? inSeconds(1000) : inSeconds(-1), "x");
    }
    api.ok("UpdateTimeToLive", update("n", true));
    upkeep.round();
    assertThat(described()).contains("'ENABLED'");
    assertThat(count()).contains("'Count':150");
  }

  @Test
  void largeItemsExpireAndAreIndexedAFewAtATime() {
    api.make("things", "");
    for (int i = 0; i < 12; i++) {
      api.put("things", "k" + i, inSeconds(i < 2 ? 1000 : -1), "x".repeat(390_000));
    }
    api.ok("UpdateTimeToLive", update("n", true));
    upkeep.round();
    assertThat(described()).contains("'ENABLED'");
    while (!count().contains("'Count':2,")) {
      upkeep.round();
    }
    assertThat(entries()).isEqualTo(2);
  }

  @Test
  void nothingExpiresOnceItIsDisabledAndNothingIsLeftOfItsOrder() {
    api.make("things", "");
    api.ok("UpdateTimeToLive", update("n", true));
    api.put("things", "a", inSeconds(1), "x");
    api.pass(Duration.ofHours(2));
    api.ok("UpdateTimeToLive", update("n", false));
    upkeep.round();
    assertThat(count()).contains("'Count':1");
    assertThat(entries()).isZero();
  }

  private int entries() {
    Range all = Range.prefix(Key.of("te"));
    return engine.read(snapshot -> snapshot.scan(Scan.of(all))).rows().size();
  }

  @Test
  void atAnyTimeThoseAreThereThatHaveNotExpired() {
    Random random = new Random(SEED);
    Map<String, Long> twin = new TreeMap<>();
    api.make("things", "");
    boolean enabled = false;
    for (int step = 0; step < 400; step++) {
      String key = "k" + random.nextInt(30);
      if (step == 100) {
        api.ok("UpdateTimeToLive", update("n", true));
        enabled = true;
      }
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          long at = inSeconds(random.nextInt(40) - 5);
          api.put("things", key, at, "x".repeat(random.nextInt(4) == 0 ? 20_000 : 1));
          twin.put(key, at);
        }
        case 2 -> {
          api.delete("things", key);
          twin.remove(key);
        }
        case 3 -> api.pass(Duration.ofSeconds(random.nextInt(5)));
        default -> {
          upkeep.round();
          if (enabled) {
            twin.values().removeIf(at -> at < inSeconds(0));
          }
          assertThat(count())
              .as("seed %d step %d", SEED, step)
              .contains("'Count':" + twin.size() + ",");
          if (enabled) {
            assertThat(entries()).as("entries").isEqualTo(twin.size());
          }
        }
      }
    }
  }
}

package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done behind the calls, where some of it fails or is to stop. */
class UpkeepTest {
  private RocksEngine engine;
  private Api api;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    api = new Api(engine);
  }

  @AfterEach
  void close() {
    api.tables.close();
    engine.close();
  }

  private String count(String table) {
    return api.ok("Scan", "{'TableName':'%s','Select':'COUNT'}".formatted(table));
  }

  private void expire(String table) {
    api.make(table, "");
    api.ok(
        "UpdateTimeToLive",
        "{'TableName':'%s','TimeToLiveSpecification':{'AttributeName':'n','Enabled':true}}"
            .formatted(table));
    api.put(table, "a", api.tables.now().getEpochSecond() + 10, "x");
  }

  /** The row of the only item. */
  private Key row(String table) {
    long number = engine.read(snapshot -> api.tables.usable(snapshot, table)).number();
    Range items = Range.prefix(RowKeys.items(number));
    return engine.read(snapshot -> snapshot.scan(Scan.of(items))).rows().getFirst().key();
  }

  @Test
  void aTableThatFailsHoldsUpNoOtherAndIsToldOfUntilItIsWell() {
    Upkeep upkeep = api.tables.upkeep();
    expire("bad");
    expire("good");
    Key broken = row("bad");
    engine.write(transaction -> transaction.put(broken, new byte[] {99, 99}));
    api.pass(Duration.ofSeconds(11));

    upkeep.round();

    assertThat(count("good")).contains("'Count':0");
    assertThat(upkeep.troubles()).map(Trouble::chore).containsExactly("expiry");
    engine.write(transaction -> transaction.delete(broken));
    upkeep.round();
    assertThat(upkeep.troubles()).isEmpty();
  }
}

package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts are kept of what there is, and trouble with those of one table is its own. */
class CountsOfDeletedIndexesTest {
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

  private TableDefinition table(String name) {
    return engine.read(snapshot -> api.tables.usable(snapshot, name));
  }

  private Tables.Census ofTable(String name) {
    return api.tables.count(table(name)).getOrDefault(0, new Tables.Census(0, 0));
  }

  @Test
  void nothingIsKeptOfIndexesThatTheTableHasNoMore() {
    api.make("things", "");
    api.put("things", "a", 1, "x");
    TableDefinition table = table("things");
    engine.write(
        transaction -> {
          CountChange counts = CountChange.of(table.number());
          counts.add(0, 5, 50);
          counts.add(77, 5, 50);
          transaction.put(RowKeys.counts(table.number()), counts.encode());
          Counting.keepOnly(transaction, table);
        });
    assertThat(new Counting(engine).of(table.number())).containsOnlyKeys(0);
  }

  @Test
  void countsThatCannotBeReadKeepNoOthersBehind() {
    api.make("broken", "");
    api.make("sound", "");
    long broken = table("broken").number();
    engine.write(transaction -> transaction.put(RowKeys.counts(broken), new byte[3]));
    api.put("broken", "a", 1, "x");
    api.put("sound", "a", 1, "x");
    assertThat(ofTable("sound").items()).isEqualTo(1);
  }

  @Test
  void countingGoesOnFromThereWhenTheFeedHasForgottenItsPlace() {
    Counting counting = new Counting(engine);
    Topic counted = new Topic("tables.counts");
    assertThat(counting.addUp()).isTrue();
    Stamp now = engine.read(snapshot -> snapshot.stamp());
    engine.continueAfter(new Stamp(now.number() + 10));
    assertThatThrownBy(() -> engine.feed().follow(counted, new Position(now, 0), 1))
        .isInstanceOf(EngineException.TooOld.class);

    assertThat(counting.addUp()).isTrue();

    ByteBuffer place = ByteBuffer.wrap(Objects.requireNonNull(engine.get(RowKeys.COUNTED)));
    Position kept = new Position(new Stamp(place.getLong()), place.getInt());
    assertThat(engine.feed().follow(counted, kept, 1).entries()).isEmpty();
  }
}

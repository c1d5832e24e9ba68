package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.engine.tuple.TupleWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spaces are cleared a part at a time, and nothing beside them. */
class ClearingTest {
  private static final int ROWS = 25_000;

  @Test
  void allRowsOfTheSpacesGoAndNoOthers(@TempDir Path folder) {
    try (RocksEngine engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")))) {
      for (String space : List.of("a", "b", "c")) {
        engine.write(
            transaction -> {
              for (int i = 0; i < ROWS; i++) {
                transaction.put(row(space, i), new byte[1]);
              }
            });
      }
      Clearing clearing = new Clearing(engine, () -> false);
      assertThat(clearing.clear(List.of(Key.of("a"), Key.of("c"), Key.of("d")))).isTrue();
      int left =
          engine.<Integer, RuntimeException>read(
              snapshot -> snapshot.scan(Scan.of(Range.ALL)).rows().size());
      assertThat(left).isEqualTo(ROWS);
      assertThat(engine.get(row("b", 0))).isNotNull();
      assertThat(new Clearing(engine, () -> true).clear(List.of(Key.of("b")))).isFalse();
    }
  }

  private static Key row(String space, int number) {
    return TupleWriter.after(Key.of(space)).unsigned(number).key();
  }
}

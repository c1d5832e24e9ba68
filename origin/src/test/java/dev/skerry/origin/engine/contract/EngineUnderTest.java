package dev.skerry.origin.engine.contract;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine that is fresh for each test. */
public interface EngineUnderTest {
  /** It. */
  Engine engine();

  /** The time by which it goes. */
  Time time();

  /** The seed of whatever is random. */
  default long seed() {
    return Long.getLong("skerry.seed", 20_261_121);
  }

  /** A value. */
  static byte[] value(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A value as text. */
  static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** Keys of rows as texts. */
  static List<String> keys(Rows rows) {
    return rows.rows().stream().map(row -> row.key().toString()).toList();
  }

  /** The range between two texts. */
  static Range range(String from, String to) {
    return new Range(Key.of(from), Key.of(to));
  }

  /** Puts rows of which key and value are the same. */
  default void fill(String... keys) {
    engine()
        .write(
            transaction -> {
              for (String key : keys) {
                transaction.put(Key.of(key), value(key));
              }
            });
  }

  /** All rows of the engine. */
  default List<Row> everything() {
    List<Row> all = new ArrayList<>();
    Range rest = Range.ALL;
    while (!rest.isEmpty()) {
      Scan scan = Scan.of(rest);
      Rows part = engine().read(snapshot -> snapshot.scan(scan));
      all.addAll(part.rows());
      rest = part.rest();
    }
    return all;
  }
}

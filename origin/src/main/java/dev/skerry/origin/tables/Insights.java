package dev.skerry.origin.tables;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was said of contributor insights for a table and its indexes: it is kept and told, and
 * nothing is measured.
 *
 * @param parts what was said last, by the numbers of indexes; under 0 that of the table itself
 */
public record Insights(Map<Integer, Setting> parts) {
  private static final Insights NONE = new Insights(Map.of());

  /** The part that is the table itself. */
  public static final int TABLE = 0;

  /**
   * What was said of a part.
   *
   * @param mode which keys are meant, as the API names it
   * @param since when it was said
   */
  public record Setting(boolean enabled, String mode, Instant since) {}

  public Insights {
    parts = Map.copyOf(parts);
  }

  /** What was said of a part, or null. */
  public @Nullable Setting of(int part) {
    return parts.get(part);
  }

  /** Those of a table; of indexes that it has no more, nothing. */
  public static Insights find(Reads reads, TableDefinition table) {
    byte[] kept = reads.get(RowKeys.insights(table.number()));
    if (kept == null) {
      return NONE;
    }
    Set<Integer> there = new TreeSet<>(Set.of(TABLE));
    table.schema().indexes().forEach(index -> there.add(index.number()));
    Map<Integer, Setting> parts = new LinkedHashMap<>();
    ItemCodec.decode(kept)
        .attributes()
        .forEach(
            (name, value) -> {
              int part = Integer.parseInt(name);
              if (there.contains(part)) {
                parts.put(part, setting(value));
              }
            });
    return new Insights(parts);
  }

  /** The same with what is said of a part. */
  public Insights with(int part, Setting setting) {
    Map<Integer, Setting> others = new LinkedHashMap<>(parts);
    others.put(part, setting);
    return new Insights(others);
  }

  /** Keeps them in place of what a table had. */
  public void put(Transaction transaction, TableDefinition table) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    parts.forEach((part, setting) -> fields.put(part.toString(), value(setting)));
    transaction.put(RowKeys.insights(table.number()), ItemCodec.encode(new Item(fields)));
  }

  private static AttributeValue value(Setting setting) {
    return new AttributeValue.M(
        Map.of(
            "enabled", new AttributeValue.Bool(setting.enabled()),
            "mode", AttributeValue.string(setting.mode()),
            "since", AttributeValue.number(setting.since().toEpochMilli())));
  }

  private static Setting setting(AttributeValue value) {
    if (value instanceof AttributeValue.M(Map<String, AttributeValue> fields)
        && fields.get("enabled") instanceof AttributeValue.Bool(boolean enabled)
        && fields.get("mode") instanceof AttributeValue.S(String mode)
        && fields.get("since") instanceof AttributeValue.N since) {
      long millis = since.value().toBigDecimal().longValueExact();
      return new Setting(enabled, mode, Instant.ofEpochMilli(millis));
    }
    throw new EngineException.Corrupt("what is kept of contributor insights cannot be read", null);
  }
}

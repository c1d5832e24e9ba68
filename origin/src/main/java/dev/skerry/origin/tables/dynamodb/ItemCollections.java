package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The item collections that writes changed, with estimates of their sizes. Only tables with local
 * indexes have them. There is no size beyond which a collection cannot grow.
 */
final class ItemCollections {
  private static final long GIGABYTE = 1L << 30;

  private final Tables tables;

  ItemCollections(Tables tables) {
    this.tables = tables;
  }

  /** Writes the member {@code ItemCollectionMetrics} of one write if it was asked for. */
  void write(Fields in, Writes.Written written, JsonGenerator out) {
    Item key = key(written);
    if (isWanted(in) && key != null) {
      out.writeName("ItemCollectionMetrics");
      structure(written.table(), key, out);
    }
  }

  /** Writes the member of several writes, by tables, if it was asked for. */
  void write(Fields in, List<Writes.Written> writes, JsonGenerator out) {
    if (!isWanted(in)) {
      return;
    }
    Map<TableDefinition, Set<Item>> keys = new LinkedHashMap<>();
    for (Writes.Written written : writes) {
      Item key = key(written);
      if (key != null) {
        keys.computeIfAbsent(written.table(), table -> new LinkedHashSet<>()).add(key);
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    out.writeObjectPropertyStart("ItemCollectionMetrics");
    keys.forEach(
        (table, some) -> {
          out.writeArrayPropertyStart(table.name());
          some.forEach(key -> structure(table, key, out));
          out.writeEndArray();
        });
    out.writeEndObject();
  }

  private static boolean isWanted(Fields in) {
    return "SIZE".equals(in.text("ReturnItemCollectionMetrics"));
  }

  /** The key of the collection of what was written, or null where there is none. */
  private static @Nullable Item key(Writes.Written written) {
    Item some = written.after() == null ? written.before() : written.after();
    boolean has = written.table().schema().indexes().stream().anyMatch(index -> !index.global());
    return some == null || !has
        ? null
        : some.only(
            written.table().schema().key().partition().stream().map(KeyAttribute::name).toList());
  }

  private void structure(TableDefinition table, Item key, JsonGenerator out) {
    long least = tables.collectionBytes(table, key) / GIGABYTE;
    out.writeStartObject();
    out.writeName("ItemCollectionKey");
    new AttributeValueWriter(out).item(key);
    out.writeArrayPropertyStart("SizeEstimateRangeGB");
    out.writeNumber(least);
    out.writeNumber(least + 1);
    out.writeEndArray();
    out.writeEndObject();
  }
}

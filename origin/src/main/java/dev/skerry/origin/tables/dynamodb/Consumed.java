package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The capacity that a request consumed of one table and of its indexes. Used by one thread at a
 * time.
 */
final class Consumed {
  /** What a transaction did: its answers say so beside the sum. */
  enum Way {
    READ("ReadCapacityUnits"),
    WRITE("WriteCapacityUnits");

    private final String member;

    Way(String member) {
      this.member = member;
    }
  }

  private final TableDefinition table;
  private final @Nullable Way way;
  private final Map<String, Double> ofIndexes = new TreeMap<>();
  private double ofTable;

  Consumed(TableDefinition table) {
    this(table, null);
  }

  private Consumed(TableDefinition table, @Nullable Way way) {
    this.table = table;
    this.way = way;
  }

  /** That of a transaction. */
  static Consumed inTransaction(TableDefinition table, Way way) {
    return new Consumed(table, way);
  }

  /** Writes the structure of a table of which only a transactional read is known. */
  static void read(String table, double units, boolean parts, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("TableName", table);
    units(units, Way.READ, out);
    if (parts) {
      out.writeObjectPropertyStart("Table");
      units(units, Way.READ, out);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /** The table. */
  TableDefinition table() {
    return table;
  }

  /** Adds what was read of the table, or of an index of it. */
  Consumed read(@Nullable IndexDefinition index, double units) {
    if (index == null) {
      ofTable += units;
    } else {
      ofIndexes.merge(index.name(), units, Double::sum);
    }
    return this;
  }

  /**
   * Adds a write, and those of the indexes in which it shows.
   *
   * @param times 1, or 2 in a transaction
   */
  Consumed write(@Nullable Item before, @Nullable Item after, int times) {
    ofTable += times * CapacityUnits.write(size(before), size(after));
    for (IndexDefinition index : table.schema().kept()) {
      double units = times * ofEntry(index, entry(index, before), entry(index, after));
      if (units > 0) {
        ofIndexes.merge(index.name(), units, Double::sum);
      }
    }
    return this;
  }

  private static double ofEntry(
      IndexDefinition index, @Nullable Item before, @Nullable Item after) {
    if (Objects.equals(before, after)) {
      return 0;
    }
    boolean moved =
        before != null
            && after != null
            && index.key().names().stream()
                .anyMatch(name -> !Objects.equals(before.get(name), after.get(name)));
    return moved
        ? CapacityUnits.write(size(before), 0) + CapacityUnits.write(0, size(after))
        : CapacityUnits.write(size(before), size(after));
  }

  private @Nullable Item entry(IndexDefinition index, @Nullable Item item) {
    return item == null || index.key().names().stream().anyMatch(name -> item.get(name) == null)
        ? null
        : index.of(item, table.schema().key());
  }

  private static long size(@Nullable Item item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  /** Writes the member {@code ConsumedCapacity} if it was asked for. */
  void write(Fields in, JsonGenerator out) {
    String wanted = in.text("ReturnConsumedCapacity", "NONE");
    if (!wanted.equals("NONE")) {
      out.writeName("ConsumedCapacity");
      structure(SentNames.of(in), wanted.equals("INDEXES"), out);
    }
  }

  /** Writes the structure, with the table's name as it was sent. */
  void structure(SentNames names, boolean parts, JsonGenerator out) {
    double ofAll = ofTable + ofIndexes.values().stream().mapToDouble(Double::doubleValue).sum();
    out.writeStartObject();
    out.writeStringProperty("TableName", names.of(table.name()));
    units(ofAll, way, out);
    if (parts) {
      out.writeObjectPropertyStart("Table");
      units(ofTable, way, out);
      out.writeEndObject();
      indexes("LocalSecondaryIndexes", false, out);
      indexes("GlobalSecondaryIndexes", true, out);
    }
    out.writeEndObject();
  }

  private void indexes(String member, boolean global, JsonGenerator out) {
    Map<String, Double> some = new TreeMap<>(ofIndexes);
    some.keySet()
        .removeIf(
            name -> {
              IndexDefinition index = table.schema().index(name);
              return index == null || index.global() != global;
            });
    if (some.isEmpty()) {
      return;
    }
    out.writeObjectPropertyStart(member);
    some.forEach(
        (name, units) -> {
          out.writeObjectPropertyStart(name);
          units(units, way, out);
          out.writeEndObject();
        });
    out.writeEndObject();
  }

  private static void units(double units, @Nullable Way way, JsonGenerator out) {
    number("CapacityUnits", units, out);
    if (way != null) {
      number(way.member, units, out);
    }
  }

  private static void number(String member, double units, JsonGenerator out) {
    if (units == Math.rint(units)) {
      out.writeNumberProperty(member, (long) units);
    } else {
      out.writeNumberProperty(member, units);
    }
  }
}

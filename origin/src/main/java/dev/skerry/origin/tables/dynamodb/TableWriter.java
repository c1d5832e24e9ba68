package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.StreamDescription;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.TableTraits;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.ThroughputHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes {@code TableDescription}s. */
final class TableWriter {
  private final Tables tables;
  private final JsonGenerator out;
  private final SchemaWriter schema;

  TableWriter(Tables tables, JsonGenerator out) {
    this.tables = tables;
    this.out = out;
    this.schema = new SchemaWriter(out);
  }

  /** Writes a member that is the description of a table. */
  void write(String member, TableDefinition table) {
    write(member, table, tables.now(), () -> {});
  }

  /** Writes a member that is the description of a table, with more members. */
  void write(String member, TableDefinition table, Runnable more) {
    write(member, table, tables.now(), more);
  }

  /**
   * Writes a member that is the description of a table as a call has left it: it tells that it is
   * being changed, also where that is over when the call is answered.
   */
  void writeChanged(String member, TableDefinition table) {
    write(member, table, table.lastShown().minus(tables.settings().stateDelay()), () -> {});
  }

  private void write(String member, TableDefinition table, Instant now, Runnable more) {
    Map<Integer, Tables.Census> counts = table.isUsableAt(now) ? tables.count(table) : Map.of();
    TableDefinition.State state = table.stateAt(now);
    out.writeName(member);
    out.writeStartObject();
    attributes(table);
    out.writeStringProperty("TableName", table.name());
    schema.key(table.schema().key());
    out.writeStringProperty("TableStatus", state.name());
    schema.seconds("CreationDateTime", table.created());
    throughput(table, state, now);
    size(counts.get(0), "Table");
    out.writeStringProperty("TableArn", tables.settings().arn(table.name()));
    out.writeStringProperty("TableId", table.uuid());
    billing(table, state);
    indexes("LocalSecondaryIndexes", table, false, counts, now);
    indexes("GlobalSecondaryIndexes", table, true, counts, now);
    stream(table);
    traits(table.traits());
    out.writeBooleanProperty("DeletionProtectionEnabled", table.options().deletionProtected());
    more.run();
    out.writeEndObject();
  }

  private void attributes(TableDefinition table) {
    out.writeArrayPropertyStart("AttributeDefinitions");
    new TreeMap<>(table.schema().attributes())
        .forEach(
            (name, type) -> {
              out.writeStartObject();
              out.writeStringProperty("AttributeName", name);
              out.writeStringProperty("AttributeType", type.name());
              out.writeEndObject();
            });
    out.writeEndArray();
  }

  private void throughput(TableDefinition table, TableDefinition.State state, Instant now) {
    ThroughputHistory history = table.traits().history();
    if (history == null) {
      throughput(table.options().throughput());
      return;
    }
    boolean changing = state == TableDefinition.State.UPDATING;
    Throughput units = changing ? history.earlier() : table.options().throughput();
    out.writeObjectPropertyStart("ProvisionedThroughput");
    if (history.increased() != null) {
      schema.seconds("LastIncreaseDateTime", history.increased());
    }
    if (history.decreased() != null) {
      schema.seconds("LastDecreaseDateTime", history.decreased());
    }
    units(units, history.decreasesOn(now));
  }

  private void throughput(Throughput units) {
    out.writeObjectPropertyStart("ProvisionedThroughput");
    units(units, 0);
  }

  private void units(Throughput units, int decreases) {
    out.writeNumberProperty("NumberOfDecreasesToday", decreases);
    out.writeNumberProperty("ReadCapacityUnits", units.read());
    out.writeNumberProperty("WriteCapacityUnits", units.write());
    out.writeEndObject();
  }

  private void size(Tables.@Nullable Census census, String what) {
    out.writeNumberProperty(what + "SizeBytes", census == null ? 0 : census.bytes());
    out.writeNumberProperty("ItemCount", census == null ? 0 : census.items());
  }

  private void indexes(
      String member,
      TableDefinition table,
      boolean global,
      Map<Integer, Tables.Census> counts,
      Instant now) {
    List<IndexDefinition> indexes =
        table.schema().indexes().stream().filter(index -> index.global() == global).toList();
    if (indexes.isEmpty()) {
      return;
    }
    out.writeArrayPropertyStart(member);
    for (IndexDefinition index : indexes) {
      out.writeStartObject();
      out.writeStringProperty("IndexName", index.name());
      schema.key(index.key());
      schema.projection(index);
      if (global) {
        status(table, index, now);
        throughput(index.throughput());
      }
      size(counts.get(index.number()), "Index");
      out.writeStringProperty(
          "IndexArn", tables.settings().arn(table.name()) + "/index/" + index.name());
      units(index.onDemand(), index.warm());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void status(TableDefinition table, IndexDefinition index, Instant now) {
    TableDefinition.State ofTable = table.stateAt(now);
    boolean likeTable =
        ofTable == TableDefinition.State.CREATING || ofTable == TableDefinition.State.DELETING;
    out.writeStringProperty("IndexStatus", (likeTable ? ofTable : index.statusAt(now)).name());
    if (index.stage() == IndexDefinition.Stage.BUILDING) {
      out.writeBooleanProperty("Backfilling", !now.isBefore(index.until()));
    }
  }

  private void billing(TableDefinition table, TableDefinition.State state) {
    Instant since = table.traits().byRequestSince();
    if (since == null) {
      return;
    }
    String mode = table.options().onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED";
    Instant told = state == TableDefinition.State.CREATING ? null : since;
    mode("BillingModeSummary", "BillingMode", mode, told);
    mode("TableThroughputModeSummary", "TableThroughputMode", mode, told);
  }

  private void mode(String member, String inner, String mode, @Nullable Instant since) {
    out.writeObjectPropertyStart(member);
    out.writeStringProperty(inner, mode);
    if (since != null) {
      schema.seconds("LastUpdateToPayPerRequestDateTime", since);
    }
    out.writeEndObject();
  }

  private void traits(TableTraits traits) {
    if (traits.tableClass() != null) {
      out.writeObjectPropertyStart("TableClassSummary");
      out.writeStringProperty("TableClass", traits.tableClass());
      if (traits.tableClassSince() != null) {
        schema.seconds("LastUpdateDateTime", traits.tableClassSince());
      }
      out.writeEndObject();
    }
    units(traits.onDemand(), traits.warm());
  }

  private void units(@Nullable RequestUnits most, @Nullable RequestUnits ready) {
    if (most != null) {
      out.writeObjectPropertyStart("OnDemandThroughput");
      said("MaxReadRequestUnits", most.read());
      said("MaxWriteRequestUnits", most.write());
      out.writeEndObject();
    }
    if (ready != null) {
      out.writeObjectPropertyStart("WarmThroughput");
      said("ReadUnitsPerSecond", ready.read());
      said("WriteUnitsPerSecond", ready.write());
      out.writeStringProperty("Status", "ACTIVE");
      out.writeEndObject();
    }
  }

  private void said(String member, long units) {
    if (units != RequestUnits.UNSAID) {
      out.writeNumberProperty(member, units);
    }
  }

  private void stream(TableDefinition table) {
    @Nullable TableStream stream = table.options().stream();
    if (stream != null) {
      schema.stream("StreamSpecification", stream);
    }
    @Nullable StreamDescription latest = tables.streams().latest(table);
    if (latest != null) {
      out.writeStringProperty("LatestStreamLabel", latest.stream().label());
      out.writeStringProperty("LatestStreamArn", latest.arn(tables.settings()));
    }
  }
}

package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what is told of backups. */
final class BackupWriter {
  private final Tables tables;
  private final JsonGenerator out;
  private final SchemaWriter schema;

  BackupWriter(Tables tables, JsonGenerator out) {
    this.tables = tables;
    this.out = out;
    this.schema = new SchemaWriter(out);
  }

  static String status(Backup backup) {
    return backup.available() ? "AVAILABLE" : "CREATING";
  }

  /** Writes the member {@code BackupDescription}. */
  void write(Backup backup, String status) {
    out.writeObjectPropertyStart("BackupDescription");
    details(backup, status);
    source(backup);
    features(backup.table());
    out.writeEndObject();
  }

  /** Writes the member {@code BackupDetails}. */
  void details(Backup backup, String status) {
    out.writeObjectPropertyStart("BackupDetails");
    members(backup, status);
    out.writeStringProperty("BackupName", backup.name());
    out.writeEndObject();
  }

  private void members(Backup backup, String status) {
    out.writeStringProperty("BackupArn", backup.arn(tables.settings()));
    schema.seconds("BackupCreationDateTime", backup.created());
    out.writeNumberProperty("BackupSizeBytes", backup.bytes());
    out.writeStringProperty("BackupStatus", status);
    out.writeStringProperty("BackupType", "USER");
  }

  /** Writes an element of a list of backups. */
  void summary(Backup backup) {
    out.writeStartObject();
    members(backup, status(backup));
    out.writeStringProperty("BackupName", backup.name());
    out.writeStringProperty("TableArn", tables.settings().arn(backup.table().name()));
    out.writeStringProperty("TableId", backup.table().uuid());
    out.writeStringProperty("TableName", backup.table().name());
    out.writeEndObject();
  }

  private void source(Backup backup) {
    TableDefinition table = backup.table();
    out.writeObjectPropertyStart("SourceTableDetails");
    out.writeStringProperty(
        "BillingMode", table.options().onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED");
    out.writeNumberProperty("ItemCount", backup.items());
    schema.key(table.schema().key());
    throughput(table.options().throughput());
    out.writeStringProperty("TableArn", tables.settings().arn(table.name()));
    schema.seconds("TableCreationDateTime", table.created());
    out.writeStringProperty("TableId", table.uuid());
    out.writeStringProperty("TableName", table.name());
    out.writeNumberProperty("TableSizeBytes", backup.bytes());
    out.writeEndObject();
  }

  private void features(TableDefinition table) {
    out.writeObjectPropertyStart("SourceTableFeatureDetails");
    indexes("GlobalSecondaryIndexes", table, true);
    indexes("LocalSecondaryIndexes", table, false);
    TableOptions options = table.options();
    TableStream stream = options.stream();
    if (stream != null) {
      schema.stream("StreamDescription", stream);
    }
    if (options.ttlAttribute() != null) {
      out.writeObjectPropertyStart("TimeToLiveDescription");
      out.writeStringProperty("AttributeName", options.ttlAttribute());
      out.writeStringProperty("TimeToLiveStatus", "ENABLED");
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void indexes(String member, TableDefinition table, boolean global) {
    List<IndexDefinition> indexes =
        table.schema().kept().stream().filter(index -> index.global() == global).toList();
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
        throughput(index.throughput());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void throughput(Throughput units) {
    out.writeObjectPropertyStart("ProvisionedThroughput");
    out.writeNumberProperty("ReadCapacityUnits", units.read());
    out.writeNumberProperty("WriteCapacityUnits", units.write());
    out.writeEndObject();
  }
}

package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.expression.KeyAttribute;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what is told of backups. */
final class BackupWriter {
  private final Tables tables;
  private final JsonGenerator out;

  BackupWriter(Tables tables, JsonGenerator out) {
    this.tables = tables;
    this.out = out;
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
    seconds("BackupCreationDateTime", backup.created());
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
    key(table.schema().key());
    throughput(table.options().throughput());
    out.writeStringProperty("TableArn", tables.settings().arn(table.name()));
    seconds("TableCreationDateTime", table.created());
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
      out.writeObjectPropertyStart("StreamDescription");
      out.writeBooleanProperty("StreamEnabled", true);
      out.writeStringProperty("StreamViewType", stream.view().name());
      out.writeEndObject();
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
      key(index.key());
      out.writeObjectPropertyStart("Projection");
      out.writeStringProperty("ProjectionType", index.projected().name());
      if (!index.included().isEmpty()) {
        out.writeArrayPropertyStart("NonKeyAttributes");
        index.included().forEach(out::writeString);
        out.writeEndArray();
      }
      out.writeEndObject();
      if (global) {
        throughput(index.throughput());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void key(KeySchema key) {
    out.writeArrayPropertyStart("KeySchema");
    elements(key.partition(), "HASH");
    elements(key.sort(), "RANGE");
    out.writeEndArray();
  }

  private void elements(List<KeyAttribute> attributes, String type) {
    for (KeyAttribute attribute : attributes) {
      out.writeStartObject();
      out.writeStringProperty("AttributeName", attribute.name());
      out.writeStringProperty("KeyType", type);
      out.writeEndObject();
    }
  }

  private void throughput(Throughput units) {
    out.writeObjectPropertyStart("ProvisionedThroughput");
    out.writeNumberProperty("ReadCapacityUnits", units.read());
    out.writeNumberProperty("WriteCapacityUnits", units.write());
    out.writeEndObject();
  }

  private void seconds(String member, Instant moment) {
    out.writeNumberProperty(member, moment.toEpochMilli() / 1000.0);
  }
}

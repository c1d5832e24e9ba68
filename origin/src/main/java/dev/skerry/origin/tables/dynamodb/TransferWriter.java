package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Export;
import dev.skerry.origin.tables.Import;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TransferState;
import dev.skerry.origin.tables.transfer.Manifest;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what is told of exports and imports. */
final class TransferWriter {
  private final Tables tables;
  private final JsonGenerator out;
  private final SchemaWriter schema;

  TransferWriter(Tables tables, JsonGenerator out) {
    this.tables = tables;
    this.out = out;
    this.schema = new SchemaWriter(out);
  }

  private void text(String member, @Nullable String text) {
    if (text != null) {
      out.writeStringProperty(member, text);
    }
  }

  private void moment(String member, @Nullable Instant moment) {
    if (moment != null) {
      schema.seconds(member, moment);
    }
  }

  /** Writes an element of a list of exports. */
  void summary(Export export) {
    out.writeStartObject();
    status(export);
    out.writeEndObject();
  }

  private void status(Export export) {
    out.writeStringProperty("ExportArn", export.arn(tables.settings()));
    out.writeStringProperty("ExportStatus", export.progress().state().status());
    out.writeStringProperty(
        "ExportType", export.wish().period() == null ? "FULL_EXPORT" : "INCREMENTAL_EXPORT");
  }

  /** Writes a member that tells all of an export. */
  void export(String member, Export export) {
    Export.Wish wish = export.wish();
    TransferState state = export.progress().state();
    out.writeObjectPropertyStart(member);
    status(export);
    moment("StartTime", export.started());
    moment("EndTime", state.ended());
    if (state.status().equals("COMPLETED")) {
      out.writeStringProperty("ExportManifest", export.folder().file("manifest-summary.json"));
      out.writeNumberProperty("BilledSizeBytes", export.progress().bytes());
      out.writeNumberProperty("ItemCount", export.progress().items());
    }
    out.writeStringProperty("TableArn", tables.settings().arn(export.table().name()));
    out.writeStringProperty("TableId", export.table().uuid());
    text("ClientToken", wish.token());
    out.writeStringProperty("S3Bucket", wish.bucket());
    text("S3BucketOwner", wish.owner());
    text("S3Prefix", wish.prefix());
    out.writeStringProperty("S3SseAlgorithm", "AES256");
    out.writeStringProperty("ExportFormat", "DYNAMODB_JSON");
    failure(state);
    Manifest.Period period = wish.period();
    if (period == null) {
      moment("ExportTime", export.time());
    } else {
      out.writeObjectPropertyStart("IncrementalExportSpecification");
      moment("ExportFromTime", period.from());
      moment("ExportToTime", period.to());
      out.writeStringProperty("ExportViewType", period.view());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void failure(TransferState state) {
    text("FailureCode", state.code());
    text("FailureMessage", state.message());
  }

  /** Writes an element of a list of imports. */
  void summary(Import of) {
    out.writeStartObject();
    status(of);
    source(of);
    out.writeEndObject();
  }

  private void status(Import of) {
    out.writeStringProperty("ImportArn", of.arn(tables.settings()));
    out.writeStringProperty("ImportStatus", of.progress().state().status());
    out.writeStringProperty("TableArn", tables.settings().arn(of.table().name()));
    out.writeStringProperty("InputFormat", of.wish().format().name());
    moment("StartTime", of.started());
    moment("EndTime", of.progress().state().ended());
  }

  private void source(Import of) {
    out.writeObjectPropertyStart("S3BucketSource");
    text("S3BucketOwner", of.wish().owner());
    out.writeStringProperty("S3Bucket", of.wish().bucket());
    text("S3KeyPrefix", of.wish().prefix());
    out.writeEndObject();
  }

  /** Writes the member {@code ImportTableDescription}. */
  void describe(Import of) {
    out.writeObjectPropertyStart("ImportTableDescription");
    status(of);
    out.writeStringProperty("TableId", of.table().uuid());
    out.writeStringProperty("ClientToken", of.wish().token());
    source(of);
    options(of.wish());
    out.writeStringProperty(
        "InputCompressionType", of.wish().compression() == null ? "NONE" : of.wish().compression());
    table(of.table());
    Import.Progress progress = of.progress();
    out.writeNumberProperty("ProcessedSizeBytes", progress.octets());
    out.writeNumberProperty("ProcessedItemCount", progress.processed());
    out.writeNumberProperty("ImportedItemCount", progress.imported());
    out.writeNumberProperty("ErrorCount", progress.errors());
    failure(progress.state());
    out.writeEndObject();
  }

  private void options(Import.Wish wish) {
    if (wish.delimiter() == null && wish.header().isEmpty()) {
      return;
    }
    out.writeObjectPropertyStart("InputFormatOptions");
    out.writeObjectPropertyStart("Csv");
    text("Delimiter", wish.delimiter());
    if (!wish.header().isEmpty()) {
      out.writeArrayPropertyStart("HeaderList");
      wish.header().forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void table(TableDefinition table) {
    out.writeObjectPropertyStart("TableCreationParameters");
    out.writeStringProperty("TableName", table.name());
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
    schema.key(table.schema().key());
    boolean byRequest = table.options().onDemand();
    out.writeStringProperty("BillingMode", byRequest ? "PAY_PER_REQUEST" : "PROVISIONED");
    if (!byRequest) {
      out.writeObjectPropertyStart("ProvisionedThroughput");
      out.writeNumberProperty("ReadCapacityUnits", table.options().throughput().read());
      out.writeNumberProperty("WriteCapacityUnits", table.options().throughput().write());
      out.writeEndObject();
    }
    if (!table.schema().indexes().isEmpty()) {
      out.writeArrayPropertyStart("GlobalSecondaryIndexes");
      table.schema().indexes().forEach(this::index);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void index(IndexDefinition index) {
    out.writeStartObject();
    out.writeStringProperty("IndexName", index.name());
    schema.key(index.key());
    schema.projection(index);
    out.writeEndObject();
  }
}

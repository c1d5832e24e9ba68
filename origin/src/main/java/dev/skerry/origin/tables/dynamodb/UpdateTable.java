package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateTable}: billing, throughput, stream and protection. */
final class UpdateTable implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateTableInput",
          Members.TABLE_NAME,
          TableShapes.BILLING_MODE,
          TableShapes.THROUGHPUT,
          TableShapes.STREAM,
          TableShapes.DELETION_PROTECTION,
          Member.unsupported("GlobalSecondaryIndexUpdates"),
          Member.unsupported("ReplicaUpdates"),
          Member.unsupported("SSESpecification"),
          Member.unsupported("TableClass"),
          Member.unsupported("OnDemandThroughput"),
          Member.unsupported("WarmThroughput"),
          Member.unsupported("MultiRegionConsistency"));

  private final Tables tables;

  UpdateTable(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    if (Conditions.present(
            in,
            "BillingMode",
            "ProvisionedThroughput",
            "StreamSpecification",
            "DeletionProtectionEnabled")
        .isEmpty()) {
      throw TableException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    TableDefinition table =
        tables.update(in.requiredText("TableName"), before -> before.with(changed(in, before)));
    new TableWriter(tables, out).write("TableDescription", table);
  }

  private TableOptions changed(Fields in, TableDefinition before) {
    TableOptions options = billed(in, before.options());
    if (in.has("StreamSpecification")) {
      options = options.streaming(stream(in, before));
    }
    if (in.has("DeletionProtectionEnabled")) {
      options = options.protectedFromDeletion(in.flag("DeletionProtectionEnabled"));
    }
    return options;
  }

  /** A stream is another with each opening, so there is none to be altered. */
  private @Nullable TableStream stream(Fields in, TableDefinition before) {
    @Nullable TableStream stream = CreateTable.stream(in, tables.now());
    boolean has = before.options().stream() != null;
    if (has == (stream != null)) {
      throw TableException.validation(
          (has ? "Table already has an enabled stream" : "Table has no stream to disable")
              + ": TableName: "
              + before.name());
    }
    return stream;
  }

  private static TableOptions billed(Fields in, TableOptions before) {
    if (in.has("BillingMode")) {
      boolean byRequest = Billing.isByRequest(in);
      return before.billed(byRequest, Billing.throughput(in));
    }
    if (!in.has("ProvisionedThroughput")) {
      return before;
    }
    Throughput units = Billing.throughput(in);
    if (before.onDemand()) {
      throw TableException.validation(
          "One or more parameter values were invalid: Neither ReadCapacityUnits nor"
              + " WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
    }
    if (units.equals(before.throughput())) {
      throw TableException.validation(
          "The provisioned throughput for the table will not change. The requested value equals"
              + " the current value. Current ReadCapacityUnits provisioned for the table: "
              + units.read()
              + ". Requested ReadCapacityUnits: "
              + units.read()
              + ". Current WriteCapacityUnits provisioned for the table: "
              + units.write()
              + ". Requested WriteCapacityUnits: "
              + units.write()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    return before.billed(false, units);
  }
}

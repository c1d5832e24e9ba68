package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableOptions;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.TableTraits;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateTable}: billing, throughput, indexes, stream, protection and what is only told. */
final class UpdateTable implements Operation {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateTableInput",
          Members.TABLE_NAME,
          TableShapes.BILLING_MODE,
          TableShapes.THROUGHPUT,
          IndexUpdate.MEMBER,
          TableShapes.DEFINITIONS,
          TableShapes.STREAM,
          TableShapes.DELETION_PROTECTION,
          Traits.ENCRYPTION,
          Traits.TABLE_CLASS,
          OnDemandUnits.MEMBER,
          WarmUnits.MEMBER,
          Member.unsupported("ReplicaUpdates"),
          Member.unsupported("MultiRegionConsistency"),
          Member.unsupported("GlobalTableWitnessUpdates"));

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
    List<IndexUpdate> updates = IndexUpdate.read(in);
    UpdateRules.check(in, updates);
    Traits.checkEncryptionChange(in);
    Billing.checkChange(in);
    TableDefinition table =
        tables.alter(
            in.requiredText("TableName"),
            (before, until, nextIndex) -> changed(in, updates, before, until, nextIndex));
    new TableWriter(tables, out).writeChanged("TableDescription", table);
  }

  private TableDefinition changed(
      Fields in, List<IndexUpdate> updates, TableDefinition before, Instant until, int nextIndex) {
    Instant now = tables.now();
    TableOptions options = options(in, before);
    boolean byRequest = options.onDemand();
    TableSchema schema = new IndexChanges(in, byRequest, now, until, nextIndex).of(before, updates);
    TableTraits traits = Traits.changed(in, before.traits(), byRequest, options.throughput(), now);
    if (byRequest && !before.options().onDemand()) {
      traits = traits.byRequest(now);
      schema = unprovisioned(schema);
    } else if (!byRequest && before.options().onDemand()) {
      checkAllProvisioned(schema);
      traits = traits.limited(null);
    }
    if (!options.throughput().equals(before.options().throughput())) {
      traits = traits.provisioned(before.options().throughput(), options.throughput(), now);
    }
    TableDefinition after = before.with(options).with(schema).with(traits);
    return UpdateRules.showsInIndexesOnly(in, updates)
        ? after
        : after.in(TableDefinition.State.UPDATING, until);
  }

  private static TableSchema unprovisioned(TableSchema schema) {
    TableSchema changed = schema;
    for (IndexDefinition index : schema.indexes()) {
      changed = changed.with(index.with(Throughput.ON_DEMAND));
    }
    return changed;
  }

  private static void checkAllProvisioned(TableSchema schema) {
    for (IndexDefinition index : schema.indexes()) {
      if (index.global() && index.throughput().equals(Throughput.ON_DEMAND)) {
        throw TableException.validation(
            INVALID + "ProvisionedThroughput must be specified for index: " + index.name());
      }
    }
  }

  private TableOptions options(Fields in, TableDefinition before) {
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
    @Nullable TableStream stream =
        CreateTable.stream(
            in,
            tables.now(),
            "If stream is being enabled then UpdateViewType is required",
            "If stream is being disabled, then UpdateViewType must not be specified");
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
    boolean units = in.has("ProvisionedThroughput");
    boolean byRequest =
        in.has("BillingMode")
            ? "PAY_PER_REQUEST".equals(in.text("BillingMode"))
            : before.onDemand();
    if (byRequest && units) {
      throw TableException.validation(
          INVALID
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
              + " is PAY_PER_REQUEST");
    }
    if (byRequest) {
      return before.billed(true, Throughput.ON_DEMAND);
    }
    if (!units) {
      return before;
    }
    Throughput wanted = Billing.throughput(in);
    if (!before.onDemand() && wanted.equals(before.throughput())) {
      throw unchanged(wanted);
    }
    return before.billed(false, wanted);
  }

  private static TableException unchanged(Throughput units) {
    return TableException.validation(
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
}

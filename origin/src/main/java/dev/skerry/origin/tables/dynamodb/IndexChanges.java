package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.IndexDefinition.Stage;
import dev.skerry.origin.tables.RequestUnits;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.Throughput;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked for the global indexes of a table, and refuses it as the service does.
 *
 * @param request the whole request
 * @param byRequest whether the table is paid by request when all is done
 * @param now the moment of the change
 * @param until how long the change shows at least
 * @param nextNumber the number of a new index
 */
record IndexChanges(Fields request, boolean byRequest, Instant now, Instant until, int nextNumber) {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String IN_USE = "Attempt to change a resource which is still in use: ";
  private static final int MOST = 20;

  /** The schema of a table after updates. */
  TableSchema of(TableDefinition table, List<IndexUpdate> updates) {
    TableSchema schema = table.schema();
    for (IndexUpdate update : updates) {
      IndexDefinition index = table.schema().index(update.name());
      schema =
          switch (update.action()) {
            case CREATE -> created(table, schema, index, update);
            case UPDATE -> schema.with(updated(found(table, index, update), update));
            case DELETE -> schema.with(deleted(table, found(table, index, update)));
          };
    }
    return schema;
  }

  private IndexDefinition found(
      TableDefinition table, @Nullable IndexDefinition index, IndexUpdate update) {
    if (index == null) {
      throw new TableException(
          ErrorType.RESOURCE_NOT_FOUND,
          "Requested resource not found: Index " + update.name() + " for table " + table.name());
    }
    if (!index.global()) {
      throw TableException.validation(
          "Cannot "
              + update.action().word()
              + " an index that is not a GlobalSecondaryIndex: "
              + update.name());
    }
    switch (index.statusAt(now)) {
      case DELETING -> throw inUse("Index is being deleted.", table, index);
      case UPDATING -> throw inUse("Index is being updated.", table, index);
      case CREATING -> {
        if (update.action() == IndexUpdate.Action.UPDATE) {
          throw inUse("Index is being created.", table, index);
        }
      }
      case ACTIVE -> {
        // Anything may be done.
      }
    }
    return index;
  }

  private TableSchema created(
      TableDefinition table,
      TableSchema schema,
      @Nullable IndexDefinition same,
      IndexUpdate update) {
    if (same != null && same.stage() == Stage.BUILDING) {
      throw inUse("Index is being created. ", table, same);
    }
    if (same != null) {
      throw TableException.validation("Attempting to create an index which already exists");
    }
    checkNoOther(table);
    if (schema.indexes().stream().filter(IndexDefinition::global).count() >= MOST) {
      throw new TableException(
          ErrorType.LIMIT_EXCEEDED,
          "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of"
              + " "
              + MOST);
    }
    checkBilled(update);
    if (!request.has("AttributeDefinitions")) {
      throw TableException.validation(
          INVALID + "AttributeDefinitions is not specified for index: " + update.name());
    }
    SchemaInput input =
        new SchemaInput(request.list("AttributeDefinitions")).knowing(schema.attributes());
    IndexDefinition index =
        input.global(nextNumber, update.in(), byRequest).at(Stage.BUILDING, until);
    return schema.defining(input.typesOf(index.key())).with(index);
  }

  private void checkBilled(IndexUpdate update) {
    boolean units = update.in().has("ProvisionedThroughput");
    if (byRequest && units) {
      throw TableException.validation(
          INVALID
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
              + update.name()
              + " when BillingMode is PAY_PER_REQUEST");
    }
    if (!byRequest && !units) {
      throw TableException.validation(
          INVALID
              + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: "
              + update.name());
    }
  }

  private IndexDefinition deleted(TableDefinition table, IndexDefinition index) {
    if (index.stage() == Stage.BUILDING) {
      if (now.isBefore(index.until())) {
        throw inUse(
            "Index creation is in resource allocation phase. Retry deletion during backfilling"
                + " phase or when the index is active.",
            table,
            index);
      }
    } else {
      checkNoOther(table);
    }
    return index.at(Stage.DELETING, until);
  }

  private static void checkNoOther(TableDefinition table) {
    if (table.schema().indexes().stream().anyMatch(index -> !index.isReadable())) {
      throw IndexUpdate.tooMany();
    }
  }

  private IndexDefinition updated(IndexDefinition index, IndexUpdate update) {
    Fields in = update.in();
    boolean units = in.has("ProvisionedThroughput");
    boolean limited = in.has("OnDemandThroughput") && !OnDemandUnits.isEmpty(in);
    if (byRequest && (units || (!limited && !in.has("WarmThroughput")))) {
      throw TableException.validation(
          INVALID
              + "The only Updates for index: "
              + update.name()
              + " when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput,"
              + " WarmThroughput");
    }
    Throughput paid = units ? throughput(index, update) : index.throughput();
    RequestUnits least = WarmUnits.least(byRequest, paid);
    return index
        .with(paid)
        .with(
            OnDemandUnits.ofIndex(in, index.onDemand(), byRequest, update.name()),
            WarmUnits.changed(in, index.warm(), least, "index " + update.name()))
        .at(Stage.UPDATING, until);
  }

  private Throughput throughput(IndexDefinition index, IndexUpdate update) {
    Throughput wanted = Billing.throughput(update.in());
    if (wanted.equals(index.throughput()) && !request.has("BillingMode")) {
      throw TableException.validation(
          "The provisioned throughput for the index "
              + index.name()
              + " will not change. The requested value equals the current value. Current"
              + " ReadCapacityUnits provisioned for index "
              + index.name()
              + ": "
              + wanted.read()
              + ". Requested ReadCapacityUnits: "
              + wanted.read()
              + ". Current WriteCapacityUnits provisioned for index "
              + index.name()
              + ": "
              + wanted.write()
              + ". Requested WriteCapacityUnits: "
              + wanted.write()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    return wanted;
  }

  private static TableException inUse(String what, TableDefinition table, IndexDefinition index) {
    return new TableException(
        ErrorType.RESOURCE_IN_USE,
        IN_USE + what + " Table: " + table.name() + " Index: " + index.name());
  }
}

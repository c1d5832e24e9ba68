package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import tools.jackson.core.JsonGenerator;

/**
 * The operations on global tables of version 2017.11.29. The service lets nobody make one any more,
 * and answers as where there never was one; so does this.
 */
final class GlobalTables implements Operation {
  private static final Member NAME =
      Member.required(
          "GlobalTableName",
          Shapes.TEXT,
          pattern("[a-zA-Z0-9_.-]+"),
          lengthAtLeast(3),
          lengthAtMost(255));
  private static final Member REGION = Member.of("RegionName", Shapes.TEXT);
  private static final Member REQUIRED_REGION = Member.required("RegionName", Shapes.TEXT);

  private final Action action;
  private final Shape.Structure input;

  GlobalTables(Action action) {
    this.action = action;
    this.input = shape(action);
  }

  /** What is asked for. */
  enum Action {
    CREATE,
    DESCRIBE,
    DESCRIBE_SETTINGS,
    LIST,
    UPDATE,
    UPDATE_SETTINGS
  }

  private static Shape.Structure shape(Action action) {
    return switch (action) {
      case CREATE ->
          new Shape.Structure(
              "CreateGlobalTableInput",
              NAME,
              Member.required(
                  "ReplicationGroup",
                  new Shape.ListOf(Member.each(new Shape.Structure("Replica", REGION)))));
      case DESCRIBE -> new Shape.Structure("DescribeGlobalTableInput", NAME);
      case DESCRIBE_SETTINGS -> new Shape.Structure("DescribeGlobalTableSettingsInput", NAME);
      case LIST ->
          new Shape.Structure(
              "ListGlobalTablesInput",
              Member.of(
                  "ExclusiveStartGlobalTableName",
                  Shapes.TEXT,
                  pattern("[a-zA-Z0-9_.-]+"),
                  lengthAtLeast(3),
                  lengthAtMost(255)),
              Member.of("Limit", Shapes.INTEGER, atLeast(1)),
              REGION);
      case UPDATE ->
          new Shape.Structure(
              "UpdateGlobalTableInput",
              NAME,
              Member.required(
                  "ReplicaUpdates",
                  new Shape.ListOf(
                      Member.each(
                          new Shape.Structure(
                              "ReplicaUpdate",
                              Member.of(
                                  "Create",
                                  new Shape.Structure("CreateReplicaAction", REQUIRED_REGION)),
                              Member.of(
                                  "Delete",
                                  new Shape.Structure("DeleteReplicaAction", REQUIRED_REGION)))))));
      case UPDATE_SETTINGS ->
          new Shape.Structure(
              "UpdateGlobalTableSettingsInput",
              NAME,
              Member.of(
                  "GlobalTableBillingMode", Shapes.TEXT, oneOf("PROVISIONED", "PAY_PER_REQUEST")),
              Member.of("GlobalTableProvisionedWriteCapacityUnits", Shapes.LONG, atLeast(1)),
              AutoScaling.update("GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate"),
              Member.of(
                  "GlobalTableGlobalSecondaryIndexSettingsUpdate",
                  new Shape.ListOf(
                      Member.each(
                          new Shape.Structure(
                              "GlobalTableGlobalSecondaryIndexSettingsUpdate",
                              TableShapes.INDEX_NAME,
                              Member.of("ProvisionedWriteCapacityUnits", Shapes.LONG, atLeast(1)),
                              AutoScaling.update(
                                  "ProvisionedWriteCapacityAutoScalingSettingsUpdate")))),
                  lengthAtLeast(1),
                  lengthAtMost(20)),
              replicaSettings());
    };
  }

  private static Member replicaSettings() {
    Shape.Structure index =
        new Shape.Structure(
            "ReplicaGlobalSecondaryIndexSettingsUpdate",
            TableShapes.INDEX_NAME,
            Member.of("ProvisionedReadCapacityUnits", Shapes.LONG, atLeast(1)),
            AutoScaling.update("ProvisionedReadCapacityAutoScalingSettingsUpdate"));
    return Member.of(
        "ReplicaSettingsUpdate",
        new Shape.ListOf(
            Member.each(
                new Shape.Structure(
                    "ReplicaSettingsUpdate",
                    REQUIRED_REGION,
                    Member.of("ReplicaProvisionedReadCapacityUnits", Shapes.LONG, atLeast(1)),
                    AutoScaling.update("ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate"),
                    Member.of(
                        "ReplicaGlobalSecondaryIndexSettingsUpdate",
                        new Shape.ListOf(Member.each(index)),
                        lengthAtLeast(1),
                        lengthAtMost(20)),
                    Member.of(
                        "ReplicaTableClass",
                        Shapes.TEXT,
                        oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"))))),
        lengthAtLeast(1),
        lengthAtMost(50));
  }

  @Override
  public Shape.Structure input() {
    return input;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    switch (action) {
      case LIST -> {
        out.writeArrayPropertyStart("GlobalTables");
        out.writeEndArray();
      }
      case CREATE ->
          throw TableException.validation(
              "One or more parameter values were invalid: DynamoDB global tables version 2017.11.29"
                  + " is not supported. We recommend using DynamoDB global tables version"
                  + " 2019.11.21, instead of version 2017.11.29 (Legacy).");
      case UPDATE -> {
        if (in.list("ReplicaUpdates").isEmpty()) {
          throw TableException.validation("One or more parameter values were invalid");
        }
        throw notFound("Global table not found: " + text(in));
      }
      case DESCRIBE -> throw notFound("Global table not found: " + text(in));
      case DESCRIBE_SETTINGS, UPDATE_SETTINGS -> throw notFound(text(in));
    }
  }

  private static String text(Fields in) {
    return "Global table with name: '" + in.requiredText("GlobalTableName") + "' does not exist.";
  }

  private static TableException notFound(String text) {
    return new TableException(ErrorType.GLOBAL_TABLE_NOT_FOUND, text);
  }
}

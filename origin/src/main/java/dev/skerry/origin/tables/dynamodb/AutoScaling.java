package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import tools.jackson.core.JsonGenerator;

/**
 * {@code DescribeTableReplicaAutoScaling} and {@code UpdateTableReplicaAutoScaling}: how capacity
 * follows use in the replicas of a global table. No table here has replicas, and the service
 * answers for a table without any as for one that is not there.
 */
final class AutoScaling implements Operation {
  private static final Shape.Structure DESCRIBE =
      new Shape.Structure("DescribeTableReplicaAutoScalingInput", Members.TABLE_NAME_OR_ARN);
  private static final Shape.Structure UPDATE =
      new Shape.Structure(
          "UpdateTableReplicaAutoScalingInput",
          Member.of(
              "GlobalSecondaryIndexUpdates",
              new Shape.ListOf(
                  Member.each(
                      new Shape.Structure(
                          "GlobalSecondaryIndexAutoScalingUpdate",
                          Members.INDEX_NAME,
                          update("ProvisionedWriteCapacityAutoScalingUpdate")))),
              lengthAtLeast(1)),
          Members.TABLE_NAME_OR_ARN,
          update("ProvisionedWriteCapacityAutoScalingUpdate"),
          Member.of(
              "ReplicaUpdates",
              new Shape.ListOf(
                  Member.each(
                      new Shape.Structure(
                          "ReplicaAutoScalingUpdate",
                          Member.required("RegionName", Shapes.TEXT),
                          Member.of(
                              "ReplicaGlobalSecondaryIndexUpdates",
                              new Shape.ListOf(
                                  Member.each(
                                      new Shape.Structure(
                                          "ReplicaGlobalSecondaryIndexAutoScalingUpdate",
                                          Members.INDEX_NAME,
                                          update("ProvisionedReadCapacityAutoScalingUpdate"))))),
                          update("ReplicaProvisionedReadCapacityAutoScalingUpdate")))),
              lengthAtLeast(1)));

  private final Tables tables;
  private final Shape.Structure input;

  private AutoScaling(Tables tables, Shape.Structure input) {
    this.tables = tables;
    this.input = input;
  }

  static AutoScaling describe(Tables tables) {
    return new AutoScaling(tables, DESCRIBE);
  }

  static AutoScaling update(Tables tables) {
    return new AutoScaling(tables, UPDATE);
  }

  /** A member that is an {@code AutoScalingSettingsUpdate}. */
  static Member update(String name) {
    Shape.Structure tracking =
        new Shape.Structure(
            "AutoScalingTargetTrackingScalingPolicyConfigurationUpdate",
            Member.of("DisableScaleIn", Shapes.FLAG),
            Member.of("ScaleInCooldown", Shapes.INTEGER),
            Member.of("ScaleOutCooldown", Shapes.INTEGER),
            Member.required("TargetValue", Shapes.MOMENT));
    Shape.Structure policy =
        new Shape.Structure(
            "AutoScalingPolicyUpdate",
            Member.of(
                "PolicyName",
                Shapes.TEXT,
                pattern("\\p{Print}+"),
                lengthAtLeast(1),
                lengthAtMost(256)),
            Member.required("TargetTrackingScalingPolicyConfiguration", tracking));
    return Member.of(
        name,
        new Shape.Structure(
            "AutoScalingSettingsUpdate",
            Member.of("MinimumUnits", Shapes.LONG, atLeast(1)),
            Member.of("MaximumUnits", Shapes.LONG, atLeast(1)),
            Member.of("AutoScalingDisabled", Shapes.FLAG),
            Member.of("AutoScalingRoleArn", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1600)),
            Member.of("ScalingPolicyUpdate", policy)));
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
    String table = tables.settings().own(in.requiredText("TableName"));
    throw new TableException(
        ErrorType.RESOURCE_NOT_FOUND, "Global table with name: '" + table + "' does not exist.");
  }
}

package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;

import dev.skerry.origin.tables.ContinuousBackups;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateContinuousBackups}. */
final class UpdateContinuousBackups implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateContinuousBackupsInput",
          Members.TABLE_NAME_OR_ARN,
          Member.required(
              "PointInTimeRecoverySpecification",
              new Shape.Structure(
                  "PointInTimeRecoverySpecification",
                  Member.required("PointInTimeRecoveryEnabled", Shapes.FLAG),
                  Member.of(
                      "RecoveryPeriodInDays",
                      Shapes.INTEGER,
                      atLeast(1),
                      atMost(ContinuousBackups.MOST_DAYS)))));

  private final Tables tables;

  UpdateContinuousBackups(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  @Override
  public void answer(Fields in, JsonGenerator out) {
    String table = in.requiredText("TableName");
    Fields wanted = Objects.requireNonNull(in.fields("PointInTimeRecoverySpecification"));
    boolean enabled = wanted.flag("PointInTimeRecoveryEnabled");
    Long days = wanted.number("RecoveryPeriodInDays");
    if (!enabled && days != null) {
      throw TableException.validation(
          "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time"
              + " recovery.");
    }
    int most = days == null ? ContinuousBackups.MOST_DAYS : days.intValue();
    tables.continuousBackups().update(table, enabled ? most : 0);
    DescribeContinuousBackups.write(tables, table, out);
  }
}

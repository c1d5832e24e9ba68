package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.ContinuousBackups;
import dev.skerry.origin.tables.TableArn;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code RestoreTableToPointInTime}. */
final class RestoreTableToPointInTime implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "RestoreTableToPointInTimeInput",
          RestoreInput.members(
              RestoreInput.TARGET,
              Member.of(
                  "SourceTableName",
                  Shapes.TEXT,
                  pattern("[a-zA-Z0-9_.-]+"),
                  lengthAtLeast(3),
                  lengthAtMost(255)),
              Member.of("SourceTableArn", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024)),
              Member.of("UseLatestRestorableTime", Shapes.FLAG),
              Member.of("RestoreDateTime", Shapes.MOMENT)));

  private final Tables tables;

  RestoreTableToPointInTime(Tables tables) {
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
    RestoreInput wanted = new RestoreInput(in);
    ContinuousBackups.Restored restored =
        tables
            .continuousBackups()
            .restore(source(in), in.requiredText("TargetTableName"), moment(in), wanted::changed);
    RestoreInput.write(
        tables,
        out,
        restored.table(),
        new RestoreInput.Source(null, restored.source().name(), restored.moment()));
  }

  private String source(Fields in) {
    String name = in.text("SourceTableName");
    String arn = in.text("SourceTableArn");
    if (name != null && arn != null) {
      throw TableException.validation(
          "Invalid Request: Must provide exactly one of: sourceTableArn, sourceTableName");
    }
    if (name == null && arn == null) {
      throw TableException.validation(
          "The parameter 'TableName' is required but was not present in the request");
    }
    return name != null ? name : source(in.requiredText("SourceTableArn"));
  }

  private String source(String arn) {
    TableArn source = TableArn.find(arn);
    if (source == null) {
      throw TableException.validation(
          "One or more parameter values were invalid: sourceTableArn is not a valid ARN");
    }
    if (!source.account().equals(tables.settings().account())) {
      throw TableException.validation(
          "This action is only supported by accounts that match the resource owner’s account.");
    }
    if (!source.region().equals(tables.settings().region())) {
      throw new TableException(ErrorType.TABLE_NOT_FOUND, "Table not found");
    }
    return source.table();
  }

  /** The moment that is asked for in whole seconds, or null for the latest. */
  private static @Nullable Instant moment(Fields in) {
    Double seconds = in.decimal("RestoreDateTime");
    boolean latest = in.flag("UseLatestRestorableTime");
    if (seconds != null && latest) {
      throw TableException.validation(
          "Invalid Request: Both RestoreDateTime and UseLatestRestorableTime cannot be set for"
              + " point-in-time restore request. Please specify either RestoreDateTime time or"
              + " UseLatestRestorableTime");
    }
    if (seconds == null && !latest) {
      throw TableException.validation(
          "Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must be"
              + " specified, but not both");
    }
    return seconds == null
        ? null
        : Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, 1L << 40));
  }
}

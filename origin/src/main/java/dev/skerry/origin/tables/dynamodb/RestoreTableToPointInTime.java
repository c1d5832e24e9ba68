package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.pattern;

import dev.skerry.origin.tables.ContinuousBackups;
import dev.skerry.origin.tables.Tables;
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

  private static String source(Fields in) {
    String name = in.text("SourceTableName");
    String arn = in.text("SourceTableArn");
    if ((name == null) == (arn == null)) {
      throw TableException.validation(
          "One or more parameter values were invalid: Exactly one of SourceTableName and"
              + " SourceTableArn must be specified");
    }
    return name != null ? name : in.requiredText("SourceTableArn");
  }

  /** The moment that is asked for in whole seconds, or null for the latest. */
  private static @Nullable Instant moment(Fields in) {
    Double seconds = in.decimal("RestoreDateTime");
    boolean latest = in.flag("UseLatestRestorableTime");
    if ((seconds != null) == latest) {
      throw TableException.validation(
          "One or more parameter values were invalid: Exactly one of RestoreDateTime and"
              + " UseLatestRestorableTime must be specified");
    }
    return seconds == null
        ? null
        : Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, 1L << 40));
  }
}

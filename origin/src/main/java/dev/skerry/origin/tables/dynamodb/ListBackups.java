package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.tables.Backup;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code ListBackups}. */
final class ListBackups implements Operation {
  private static final int MOST = 100;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ListBackupsInput",
          Member.of("TableName", Shapes.TEXT, lengthAtLeast(1), lengthAtMost(1024)),
          Member.of("Limit", Shapes.INTEGER, atLeast(1), atMost(MOST)),
          Member.of("TimeRangeLowerBound", Shapes.MOMENT),
          Member.of("TimeRangeUpperBound", Shapes.MOMENT),
          Member.of("ExclusiveStartBackupArn", Shapes.TEXT, lengthAtLeast(37), lengthAtMost(1024)),
          Member.of("BackupType", Shapes.TEXT, oneOf("USER", "SYSTEM", "AWS_BACKUP", "ALL")));

  private final Tables tables;

  ListBackups(Tables tables) {
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
    Long limit = in.number("Limit");
    int most = limit == null ? MOST : limit.intValue();
    @Nullable String named = in.text("TableName");
    @Nullable String table = named == null ? null : tables.settings().own(named);
    @Nullable String start = in.text("ExclusiveStartBackupArn");
    check(in, start);
    List<Backup> found =
        tables
            .backups()
            .after(
                start == null ? null : BackupMembers.id(tables, start),
                backup -> isWanted(in, table, backup),
                most + 1);
    boolean more = found.size() > most;
    List<Backup> shown = more ? found.subList(0, most) : found;
    out.writeArrayPropertyStart("BackupSummaries");
    BackupWriter writer = new BackupWriter(tables, out);
    shown.forEach(writer::summary);
    out.writeEndArray();
    if (more) {
      out.writeStringProperty("LastEvaluatedBackupArn", shown.getLast().arn(tables.settings()));
    }
  }

  private void check(Fields in, @Nullable String start) {
    Double from = in.decimal("TimeRangeLowerBound");
    Double to = in.decimal("TimeRangeUpperBound");
    if (from != null && to != null && from > to) {
      throw TableException.validation(
          "One or more parameter values were invalid: Time range lower bound must be less than or"
              + " equal to upper bound");
    }
    if (start != null) {
      BackupMembers.id(tables, start);
      if (!BackupMembers.isHere(tables, start)) {
        throw TableException.validation(
            "Invalid Request: The supplied ExclusiveStartBackupArn does not match the region");
      }
    }
  }

  /** Whether a request asks for a backup; the lower bound is included, the upper is not. */
  private static boolean isWanted(Fields in, @Nullable String table, Backup backup) {
    String type = in.text("BackupType", "USER");
    long created = backup.created().toEpochMilli();
    Double from = in.decimal("TimeRangeLowerBound");
    Double to = in.decimal("TimeRangeUpperBound");
    return (table == null || table.equals(backup.table().name()))
        && (type.equals("USER") || type.equals("ALL"))
        && (from == null || created >= from * 1000)
        && (to == null || created < to * 1000);
  }
}

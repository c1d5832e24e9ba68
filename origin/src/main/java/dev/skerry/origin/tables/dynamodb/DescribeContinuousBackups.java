package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.ContinuousBackups;
import dev.skerry.origin.tables.Tables;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeContinuousBackups}. */
final class DescribeContinuousBackups implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure("DescribeContinuousBackupsInput", Members.TABLE_NAME_OR_ARN);

  private final Tables tables;

  DescribeContinuousBackups(Tables tables) {
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
    write(tables, in.requiredText("TableName"), out);
  }

  /** Writes the member {@code ContinuousBackupsDescription}. */
  static void write(Tables tables, String table, JsonGenerator out) {
    ContinuousBackups.Window window = tables.continuousBackups().describe(table);
    out.writeObjectPropertyStart("ContinuousBackupsDescription");
    out.writeStringProperty("ContinuousBackupsStatus", "ENABLED");
    out.writeObjectPropertyStart("PointInTimeRecoveryDescription");
    if (window.isEnabled()) {
      seconds(out, "EarliestRestorableDateTime", window.earliest());
      seconds(out, "LatestRestorableDateTime", window.latest());
      out.writeNumberProperty("RecoveryPeriodInDays", window.days());
    }
    out.writeStringProperty(
        "PointInTimeRecoveryStatus", window.isEnabled() ? "ENABLED" : "DISABLED");
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void seconds(JsonGenerator out, String member, Instant moment) {
    out.writeNumberProperty(member, moment.toEpochMilli() / 1000.0);
  }
}

package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.Insights;
import dev.skerry.origin.tables.Tables;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeContributorInsights}. No rules are made anywhere, so none are told. */
final class DescribeContributorInsights implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "DescribeContributorInsightsInput", Members.TABLE_NAME_OR_ARN, InsightsParts.INDEX_NAME);

  private final Tables tables;
  private final InsightsParts parts;

  DescribeContributorInsights(Tables tables) {
    this.tables = tables;
    this.parts = new InsightsParts(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  private record Found(InsightsParts.Part part, Insights.@Nullable Setting setting) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Found found =
        tables
            .engine()
            .<Found, RuntimeException>read(
                snapshot -> {
                  InsightsParts.Part part = parts.part(snapshot, in);
                  return new Found(part, Insights.find(snapshot, part.table()).of(part.number()));
                });
    Insights.@Nullable Setting setting = found.setting();
    parts.write(out, found.part(), parts.status(setting), setting);
    if (setting != null) {
      if (setting.enabled()) {
        out.writeArrayPropertyStart("ContributorInsightsRuleList");
        out.writeEndArray();
      }
      out.writeNumberProperty("LastUpdateDateTime", setting.since().toEpochMilli() / 1000.0);
    }
  }
}

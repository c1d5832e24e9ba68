package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.oneOf;

import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.tables.Insights;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateContributorInsights}. Who says what already holds changes nothing. */
final class UpdateContributorInsights implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateContributorInsightsInput",
          Members.TABLE_NAME_OR_ARN,
          InsightsParts.INDEX_NAME,
          Member.required("ContributorInsightsAction", Shapes.TEXT, oneOf("ENABLE", "DISABLE")),
          Member.of(
              "ContributorInsightsMode",
              Shapes.TEXT,
              oneOf("THROTTLED_KEYS", InsightsParts.ALL_KEYS)));

  private final Tables tables;
  private final InsightsParts parts;

  UpdateContributorInsights(Tables tables) {
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

  private record Changed(
      InsightsParts.Part part, Insights.@Nullable Setting setting, String status) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Changed changed = tables.engine().transact(transaction -> change(transaction, in)).result();
    parts.write(out, changed.part(), changed.status(), changed.setting());
  }

  private Changed change(Transaction transaction, Fields in) {
    InsightsParts.Part part = parts.part(transaction, in);
    if (part.table().stateAt(tables.now()) == TableDefinition.State.DELETING) {
      throw TableException.validation(
          "Table or Index is not in a valid state to update Key Access Insights: TableStatus must"
              + " be ACTIVE to enable ContributorInsights.");
    }
    Insights all = Insights.find(transaction, part.table());
    Insights.@Nullable Setting before = all.of(part.number());
    boolean enable = in.requiredText("ContributorInsightsAction").equals("ENABLE");
    String mode = in.text("ContributorInsightsMode", InsightsParts.ALL_KEYS);
    boolean holds =
        before == null
            ? !enable
            : before.enabled() == enable && (!enable || before.mode().equals(mode));
    if (holds) {
      return new Changed(part, before, parts.status(before));
    }
    Insights.Setting setting =
        new Insights.Setting(enable, enable || before == null ? mode : before.mode(), tables.now());
    all.with(part.number(), setting).put(transaction, part.table());
    return new Changed(part, setting, InsightsParts.status(setting, true));
  }
}

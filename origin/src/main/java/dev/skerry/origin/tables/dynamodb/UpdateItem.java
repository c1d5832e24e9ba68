package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.expression.ExpressionKind.CONDITION;
import static dev.skerry.origin.tables.expression.ExpressionKind.UPDATE;

import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.AttributeUpdate;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.LegacyParameters;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.expression.Update;
import dev.skerry.origin.tables.expression.UpdateAction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code UpdateItem}. */
final class UpdateItem implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "UpdateItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.ITEMS_TABLE_NAME,
          Members.RETURN_ITEM_COLLECTION_METRICS,
          Members.RETURN_VALUES,
          Members.RETURN_ON_FAILURE,
          Members.KEY,
          Members.CONDITIONAL_OPERATOR,
          Members.EXPECTED,
          Members.ATTRIBUTE_UPDATES,
          Members.expression("UpdateExpression"),
          Members.expression("ConditionExpression"),
          Members.NAMES,
          Members.VALUES);

  private final Writes writes;

  UpdateItem(Tables tables) {
    this.writes = new Writes(tables);
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
    ExpressionInput expressions = Conditions.expressions(in, UPDATE, CONDITION);
    expressions.checkMixture(
        Conditions.present(in, "AttributeUpdates", "Expected", "ConditionalOperator"),
        UPDATE,
        CONDITION);
    Item key = in.item("Key");
    RequestExpressions parsed = expressions.parse();
    Map<String, AttributeUpdate> legacy = in.map("AttributeUpdates");
    Update update =
        parsed.update() != null
            ? parsed.update()
            : LegacyParameters.update(legacy == null ? Map.of() : legacy);
    Condition condition = Conditions.ofWrite(in, parsed);
    Writes.Written written =
        writes.commit(
            in.requiredText("TableName"),
            (transaction, table) -> {
              KeyInput.checkKey(table, key);
              check(table, update);
              Selection.checkPaths(table, condition);
              Item before = Items.get(transaction, table, key);
              Conditions.require(condition, before, Conditions.tells(in));
              return new Writes.Written(table, before, after(table, update, key, before));
            });
    writes.answer(in, written, returned(in, update, written), out);
  }

  /** Refuses an update that the keys of the table and its indexes do not allow. */
  static void check(TableDefinition table, Update update) {
    checkLeavesKey(table, update);
    KeyInput.checkIndexTypes(table, update);
    List<DocumentPath> paths = new ArrayList<>();
    update.forEachPath(paths::add);
    KeyInput.checkPaths(table, paths);
  }

  private static void checkLeavesKey(TableDefinition table, Update update) {
    for (UpdateAction action : update.actions()) {
      if (table.schema().key().names().contains(action.path().head())) {
        throw TableException.validation(
            "One or more parameter values were invalid: Cannot update attribute "
                + action.path().head()
                + ". This attribute is part of the key");
      }
    }
  }

  /** What an update leaves, or null where there was nothing and it gives nothing. */
  static @Nullable Item after(
      TableDefinition table, Update update, Item key, @Nullable Item before) {
    Item after = update.apply(before == null ? key : before, before != null);
    if (before == null && !update.createsItem()) {
      return null;
    }
    KeyInput.checkUpdated(table, update, after);
    if (ItemSize.of(after) > ItemSize.MAX_BYTES) {
      throw TableException.validation("Item size to update has exceeded the maximum allowed size");
    }
    return after;
  }

  private static @Nullable Item returned(Fields in, Update update, Writes.Written written) {
    Item before = written.before();
    Item after = written.after();
    return switch (in.text("ReturnValues", "NONE")) {
      case "ALL_OLD" -> before;
      case "ALL_NEW" -> after;
      case "UPDATED_OLD" -> before == null ? null : update.updatedPart(before);
      case "UPDATED_NEW" -> after == null ? null : update.updatedPart(after);
      default -> null;
    };
  }
}

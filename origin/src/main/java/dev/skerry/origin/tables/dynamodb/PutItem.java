package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.expression.ExpressionKind.CONDITION;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import tools.jackson.core.JsonGenerator;

/** {@code PutItem}. */
final class PutItem implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "PutItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.ITEMS_TABLE_NAME,
          Member.required("Item", Shapes.ATTRIBUTES),
          Members.CONDITIONAL_OPERATOR,
          Members.EXPECTED,
          Members.RETURN_VALUES,
          Members.RETURN_ON_FAILURE,
          Members.RETURN_ITEM_COLLECTION_METRICS,
          Members.expression("ConditionExpression"),
          Members.NAMES,
          Members.VALUES);

  private final Writes writes;

  PutItem(Tables tables) {
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
    ExpressionInput expressions = Conditions.expressions(in, CONDITION);
    expressions.checkMixture(Conditions.present(in, "Expected", "ConditionalOperator"), CONDITION);
    Item item = in.item("Item");
    Writes.checkReturnsOld(in);
    checkSize(item);
    Condition condition = Conditions.ofWrite(in, expressions.parse());
    writes.replace(in, new Writes.Replacement(item, item, condition), KeyInput::checkItem, out);
  }

  /** Refuses an item that is too large. */
  static void checkSize(Item item) {
    if (ItemSize.of(item) > ItemSize.MAX_BYTES) {
      throw TableException.validation("Item size has exceeded the maximum allowed size");
    }
  }
}

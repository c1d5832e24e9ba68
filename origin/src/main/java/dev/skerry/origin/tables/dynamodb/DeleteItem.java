package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.expression.ExpressionKind.CONDITION;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.value.Item;
import tools.jackson.core.JsonGenerator;

/** {@code DeleteItem}. */
final class DeleteItem implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "DeleteItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.ITEMS_TABLE_NAME,
          Members.RETURN_VALUES,
          Members.RETURN_ON_FAILURE,
          Members.RETURN_ITEM_COLLECTION_METRICS,
          Members.KEY,
          Members.CONDITIONAL_OPERATOR,
          Members.EXPECTED,
          Members.expression("ConditionExpression"),
          Members.NAMES,
          Members.VALUES);

  private final Writes writes;

  DeleteItem(Tables tables) {
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
    Item key = in.item("Key");
    Writes.checkReturnsOld(in);
    Condition condition = Conditions.ofWrite(in, expressions.parse());
    writes.replace(in, new Writes.Replacement(key, null, condition), KeyInput::checkKey, out);
  }
}

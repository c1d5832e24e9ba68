package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.CapacityUnits.Consistency;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code GetItem}. */
final class GetItem implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "GetItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Members.ATTRIBUTES_TO_GET,
          Members.ITEMS_TABLE_NAME,
          Members.KEY,
          Members.CONSISTENT_READ,
          Members.expression("ProjectionExpression"),
          Members.NAMES);

  private final Tables tables;

  GetItem(Tables tables) {
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
    ExpressionInput expressions = Conditions.expressions(in, PROJECTION);
    expressions.checkMixture(Conditions.present(in, "AttributesToGet"), PROJECTION);
    Item key = in.item("Key");
    Projection projection = projection(in, expressions);
    TableDefinition table = tables.usable(tables.engine().latest(), in.requiredText("TableName"));
    KeyInput.checkKey(table, key);
    Selection.checkPaths(table, projection);
    @Nullable Item item = Items.latest(tables.engine(), table, key);
    if (item != null) {
      out.writeName("Item");
      new AttributeValueWriter(out).item(projection == null ? item : projection.of(item));
    }
    new Consumed(table).read(null, units(in, item)).write(in, out);
  }

  /** What is wanted of items, by expression or by {@code AttributesToGet}; null for all. */
  static @Nullable Projection projection(Fields in, ExpressionInput expressions) {
    Projection projection = expressions.parse().projection();
    if (projection == null && in.has("AttributesToGet")) {
      return Projection.ofAttributes(in.texts("AttributesToGet"));
    }
    return projection;
  }

  /** What reading an item costs. */
  static double units(Fields in, @Nullable Item item) {
    return CapacityUnits.read(
        item == null ? 0 : ItemSize.of(item),
        in.flag("ConsistentRead") ? Consistency.STRONG : Consistency.EVENTUAL);
  }
}

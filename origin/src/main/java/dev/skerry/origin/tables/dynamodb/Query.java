package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.expression.ExpressionKind.FILTER;
import static dev.skerry.origin.tables.expression.ExpressionKind.KEY_CONDITION;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.ItemRange;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.KeyCondition;
import dev.skerry.origin.tables.expression.KeyRange;
import dev.skerry.origin.tables.expression.LegacyCondition;
import dev.skerry.origin.tables.expression.LegacyParameters;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code Query}. */
final class Query implements Operation {
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "QueryInput",
          Members.SELECT,
          Members.INDEX_NAME,
          Members.RETURN_CONSUMED_CAPACITY,
          Members.conditions("QueryFilter"),
          Members.ITEMS_TABLE_NAME,
          Members.CONDITIONAL_OPERATOR,
          Members.ATTRIBUTES_TO_GET,
          Member.of("Limit", Shapes.INTEGER, atLeast(1)),
          Members.conditions("KeyConditions"),
          Members.CONSISTENT_READ,
          Member.of("ScanIndexForward", Shapes.FLAG),
          Member.of("ExclusiveStartKey", Shapes.ATTRIBUTES),
          Members.expression("KeyConditionExpression"),
          Members.expression("FilterExpression"),
          Members.expression("ProjectionExpression"),
          Members.NAMES,
          Members.VALUES);

  private final Tables tables;

  Query(Tables tables) {
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

  /** What a request says before the table is known. */
  private record Asked(
      KeyCondition keys,
      @Nullable Condition filter,
      @Nullable Projection projection,
      @Nullable Item start) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Asked asked = asked(in);
    tables
        .engine()
        .<Page, RuntimeException>read(snapshot -> page(in, asked, snapshot))
        .write(in, out);
  }

  private static Asked asked(Fields in) {
    ExpressionInput expressions = Conditions.expressions(in, PROJECTION, FILTER, KEY_CONDITION);
    List<String> older =
        new ArrayList<>(
            Conditions.present(in, "AttributesToGet", "QueryFilter", "ConditionalOperator"));
    if (in.has("KeyConditionExpression")) {
      older.addAll(Conditions.present(in, "KeyConditions"));
    }
    expressions.checkMixture(older, PROJECTION, FILTER, KEY_CONDITION);
    Item start = Selection.start(in);
    RequestExpressions parsed = expressions.parse();
    KeyCondition keys = keys(in, parsed);
    Condition filter = Selection.filter(in, parsed, "QueryFilter");
    Projection projection = parsed.projection();
    if (projection == null && in.has("AttributesToGet")) {
      projection = Projection.ofAttributes(in.texts("AttributesToGet"));
    }
    Selection.checkSelect(in, projection != null);
    return new Asked(keys, filter, projection, start);
  }

  /** What a request says of keys. */
  static KeyCondition condition(Fields in) {
    return keys(in, Conditions.expressions(in, PROJECTION, FILTER, KEY_CONDITION).parse());
  }

  private static KeyCondition keys(Fields in, RequestExpressions parsed) {
    KeyCondition keys = parsed.keyCondition();
    if (keys == null) {
      Map<String, LegacyCondition> conditions = in.map("KeyConditions");
      if (conditions == null) {
        throw TableException.validation(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
                + " request.");
      }
      keys = LegacyParameters.keyCondition(conditions);
    }
    if (!in.has("IndexName")) {
      keys.checkLength();
    }
    return keys;
  }

  private Page page(Fields in, Asked asked, Reads reads) {
    TableDefinition table = tables.usable(reads, in.requiredText("TableName"));
    IndexDefinition index = Selection.index(in, table);
    KeySchema schema = index == null ? table.schema().key() : index.key();
    StartKey start = asked.start == null ? null : new StartKey(asked.start, table, index);
    if (start != null) {
      start.checkSize();
    }
    KeyRange keys =
        asked.keys.in(
            schema.partition(),
            schema.sort(),
            start == null ? attribute -> {} : start::checkAttribute);
    checkWanted(index, schema, keys);
    boolean reversed = in.has("ScanIndexForward") && !in.flag("ScanIndexForward");
    ItemRange range = ItemRange.of(table, index, keys, reversed);
    if (start != null) {
      start.checkPrimary();
      start.checkWithin(range, keys);
      range = range.after(start.key());
    }
    Selection.checkPaths(table, asked.projection);
    checkFilter(asked.filter, schema);
    Selection.checkProjected(table, index, asked.filter);
    Selection.checkMayBeWhole(in, index);
    Selection.checkPaths(table, asked.filter);
    return new Page(range, Selection.wish(in, table, index, asked.filter, asked.projection))
        .read(reads);
  }

  private static void checkWanted(
      @Nullable IndexDefinition index, KeySchema schema, KeyRange keys) {
    int at = 0;
    for (KeyAttribute attribute : schema.partition()) {
      KeyInput.checkWanted(index, attribute, List.of(keys.partition().get(at++)));
    }
    at = 0;
    for (AttributeValue equal : keys.equal()) {
      KeyInput.checkWanted(index, schema.sort().get(at++), List.of(equal));
    }
    if (keys.bound() != null) {
      KeyInput.checkWanted(index, schema.sort().get(at), keys.bound().arguments());
    }
  }

  private static void checkFilter(@Nullable Condition filter, KeySchema schema) {
    if (filter != null) {
      filter.forEachPath(
          path -> {
            if (schema.names().contains(path.head())) {
              throw TableException.validation(
                  "Filter Expression can only contain non-primary key attributes: "
                      + "Primary key attribute: "
                      + path.head());
            }
          });
    }
  }
}

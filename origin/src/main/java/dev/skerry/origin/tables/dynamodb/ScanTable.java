package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.atLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.atMost;
import static dev.skerry.origin.tables.expression.ExpressionKind.FILTER;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.ItemRange;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.value.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code Scan}. */
final class ScanTable implements Operation {
  private static final int MOST_SEGMENTS = 1_000_000;
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "ScanInput",
          Members.SELECT,
          Members.INDEX_NAME,
          Member.of("TotalSegments", Shapes.INTEGER, atLeast(1), atMost(MOST_SEGMENTS)),
          Members.RETURN_CONSUMED_CAPACITY,
          Members.ITEMS_TABLE_NAME,
          Members.CONDITIONAL_OPERATOR,
          Members.conditions("ScanFilter"),
          Member.of("Segment", Shapes.INTEGER, atLeast(0), atMost(MOST_SEGMENTS - 1)),
          Member.of("Limit", Shapes.INTEGER, atLeast(1)),
          Members.ATTRIBUTES_TO_GET,
          Members.CONSISTENT_READ,
          Member.of("ExclusiveStartKey", Shapes.ATTRIBUTES),
          Members.expression("FilterExpression"),
          Members.expression("ProjectionExpression"),
          Members.NAMES,
          Members.VALUES);

  private final Tables tables;

  ScanTable(Tables tables) {
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
    ExpressionInput expressions = Conditions.expressions(in, PROJECTION, FILTER);
    expressions.checkMixture(
        Conditions.present(in, "AttributesToGet", "ScanFilter", "ConditionalOperator"),
        PROJECTION,
        FILTER);
    Item start = Selection.start(in);
    checkSegments(in);
    RequestExpressions parsed = expressions.parse();
    Condition filter = Selection.filter(in, parsed, "ScanFilter");
    Projection projection =
        parsed.projection() == null && in.has("AttributesToGet")
            ? Projection.ofAttributes(in.texts("AttributesToGet"))
            : parsed.projection();
    Selection.checkSelect(in, projection != null);
    tables
        .engine()
        .<Page, RuntimeException>read(snapshot -> page(in, snapshot, start, filter, projection))
        .write(in, out);
  }

  private Page page(
      Fields in,
      Reads reads,
      @Nullable Item start,
      @Nullable Condition filter,
      @Nullable Projection projection) {
    TableDefinition table = tables.usable(reads, in.requiredText("TableName"));
    IndexDefinition index = Selection.index(in, table);
    StartKey from = start == null ? null : new StartKey(start, table, index);
    if (from != null && index != null) {
      from.checkSize();
      index.key().attributes().forEach(from::checkAttribute);
    }
    Selection.checkMayBeWhole(in, index);
    Long segment = in.number("Segment");
    Long segments = in.number("TotalSegments");
    ItemRange range =
        ItemRange.segment(
            table, index, segment == null ? 0 : segment, segments == null ? 1 : segments);
    if (from != null) {
      if (index == null) {
        from.checkWholePrimary();
      } else {
        from.checkPrimary();
      }
      if (!range.contains(from.key())) {
        throw TableException.validation(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                + " ExclusiveStartKey with correct Segment. TotalSegments: "
                + segments
                + " Segment: "
                + segment);
      }
      range = range.after(from.key());
    }
    Selection.checkPaths(table, projection);
    Selection.checkPaths(table, filter);
    return new Page(range, Selection.wish(in, table, index, filter, projection)).read(reads);
  }

  private static void checkSegments(Fields in) {
    Long segment = in.number("Segment");
    Long segments = in.number("TotalSegments");
    if (segments != null && segment == null) {
      throw TableException.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (segment != null && segments == null) {
      throw TableException.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (segment != null && segments != null && segment >= segments) {
      throw TableException.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + segment
              + " is not less than TotalSegments: "
              + segments);
    }
  }
}

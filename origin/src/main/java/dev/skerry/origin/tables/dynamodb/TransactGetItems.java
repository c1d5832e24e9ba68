package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code TransactGetItems}: items as they were at one moment. */
final class TransactGetItems implements Operation {
  private static final Shape.Structure GET =
      new Shape.Structure(
          "Get",
          Members.ITEMS_TABLE_NAME,
          Members.KEY,
          Members.expression("ProjectionExpression"),
          Members.NAMES);
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "TransactGetItemsInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Member.required(
              "TransactItems",
              new Shape.ListOf(
                  Member.each(new Shape.Structure("TransactGetItem", Member.required("Get", GET)))),
              lengthAtLeast(1),
              lengthAtMost(Members.MOST_ACTIONS)));

  private final TransactionalReads reads;

  TransactGetItems(Tables tables) {
    this.reads = new TransactionalReads(tables);
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /** One item that is wanted, and what of it. */
  private record Wanted(TransactionalReads.Wanted item, @Nullable Projection projection) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<Wanted> wanted = new ArrayList<>();
    for (Fields each : in.list("TransactItems")) {
      Fields get = each.fields("Get");
      if (get != null) {
        wanted.add(wanted(get));
      }
    }
    List<TransactionalReads.Found> found = reads.of(wanted.stream().map(Wanted::item).toList());
    out.writeArrayPropertyStart("Responses");
    for (int i = 0; i < found.size(); i++) {
      write(found.get(i).item(), wanted.get(i).projection, out);
    }
    out.writeEndArray();
    Batches.consumed(in, TransactionalReads.consumed(found), out);
  }

  private static Wanted wanted(Fields get) {
    ExpressionInput expressions = Conditions.expressions(get, PROJECTION);
    expressions.checkMixture(List.of(), PROJECTION);
    Item key = get.item("Key");
    return new Wanted(
        new TransactionalReads.Wanted(get.requiredText("TableName"), key),
        expressions.parse().projection());
  }

  private static void write(
      @Nullable Item item, @Nullable Projection projection, JsonGenerator out) {
    out.writeStartObject();
    Item shown = item == null || projection == null ? item : projection.of(item);
    if (shown != null && !shown.isEmpty()) {
      out.writeName("Item");
      new AttributeValueWriter(out).item(shown);
    }
    out.writeEndObject();
  }
}

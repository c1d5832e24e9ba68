package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.CapacityUnits;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final Tables tables;

  TransactGetItems(Tables tables) {
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

  /** One item that is wanted. */
  private record Wanted(String table, Item key, @Nullable Projection projection) {}

  /** What was found in place of one. */
  private record Found(TableDefinition table, @Nullable Item item) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    List<Wanted> wanted = new ArrayList<>();
    for (Fields each : in.list("TransactItems")) {
      Fields get = each.fields("Get");
      if (get != null) {
        wanted.add(wanted(get));
      }
    }
    List<Found> found =
        tables.engine().<List<Found>, RuntimeException>read(snapshot -> found(snapshot, wanted));
    out.writeArrayPropertyStart("Responses");
    for (int i = 0; i < found.size(); i++) {
      write(found.get(i).item, wanted.get(i).projection, out);
    }
    out.writeEndArray();
    Batches.consumed(in, consumed(found), out);
  }

  private static Wanted wanted(Fields get) {
    ExpressionInput expressions = Conditions.expressions(get, PROJECTION);
    expressions.checkMixture(List.of(), PROJECTION);
    Item key = get.item("Key");
    return new Wanted(get.requiredText("TableName"), key, expressions.parse().projection());
  }

  private List<Found> found(Reads reads, List<Wanted> wanted) {
    Map<String, TableDefinition> definitions = new LinkedHashMap<>();
    wanted.forEach(
        each -> definitions.computeIfAbsent(each.table, name -> tables.usable(reads, name)));
    checkKeys(wanted, definitions);
    TransactionTargets targets = new TransactionTargets();
    List<Found> found = new ArrayList<>();
    long bytes = 0;
    for (Wanted each : wanted) {
      TableDefinition table = definitions.get(each.table);
      if (table != null) {
        targets.add(table, each.key);
        Item item = Items.get(reads, table, each.key);
        bytes += item == null ? 0 : ItemSize.of(item);
        found.add(new Found(table, item));
      }
    }
    TransactionTargets.checkSize(bytes);
    return found;
  }

  private static void checkKeys(List<Wanted> wanted, Map<String, TableDefinition> definitions) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (Wanted each : wanted) {
      TableDefinition table = definitions.get(each.table);
      if (table != null) {
        KeyInput.checkNotEmpty(table, each.key);
        reasons.add(reason(table, each.key));
      }
    }
    TransactionCanceled.throwAny(reasons);
  }

  private static CancellationReason reason(TableDefinition table, Item key) {
    try {
      KeyInput.checkKey(table, key);
      return CancellationReason.NONE;
    } catch (TableException refusal) {
      return CancellationReason.of(refusal);
    }
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

  private static List<Consumed> consumed(List<Found> found) {
    Map<String, Consumed> consumed = new LinkedHashMap<>();
    for (Found each : found) {
      long bytes = each.item == null ? 0 : ItemSize.of(each.item);
      consumed
          .computeIfAbsent(
              each.table.name(), name -> Consumed.inTransaction(each.table, Consumed.Way.READ))
          .read(null, CapacityUnits.read(bytes, CapacityUnits.Consistency.TRANSACTIONAL));
    }
    return List.copyOf(consumed.values());
  }
}

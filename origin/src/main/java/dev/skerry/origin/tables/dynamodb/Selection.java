package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.LegacyCondition;
import dev.skerry.origin.tables.expression.LegacyParameters;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.expression.RequestExpressions;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What queries and scans have in common: which index, where to start, what is wanted. */
final class Selection {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private Selection() {}

  /** Refuses what {@code Select} cannot say beside what else is there. */
  static void checkSelect(Fields in, boolean projected) {
    String select = in.text("Select");
    if (projected && select != null && !select.equals("SPECIFIC_ATTRIBUTES")) {
      throw TableException.validation(
          "Cannot specify the "
              + (in.has("AttributesToGet") ? "AttributesToGet" : "ProjectionExpression")
              + " when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    if (!projected && "SPECIFIC_ATTRIBUTES".equals(select)) {
      throw TableException.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if ("ALL_PROJECTED_ATTRIBUTES".equals(select) && !in.has("IndexName")) {
      throw TableException.validation(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
  }

  /** The index that is asked for, or null for the table itself. */
  static @Nullable IndexDefinition index(Fields in, TableDefinition table) {
    String name = in.text("IndexName");
    if (name == null) {
      return null;
    }
    IndexDefinition index = table.schema().index(name);
    if (index == null || index.stage() == IndexDefinition.Stage.DELETING) {
      throw TableException.validation("The table does not have the specified index: " + name);
    }
    if (index.stage() == IndexDefinition.Stage.BUILDING) {
      throw TableException.validation(
          "Cannot read from backfilling global secondary index: " + name);
    }
    if (index.global() && in.flag("ConsistentRead")) {
      throw TableException.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return index;
  }

  /** Refuses to read whole items of an index that has less and may not fetch the rest. */
  static void checkMayBeWhole(Fields in, @Nullable IndexDefinition index) {
    if (index != null
        && index.global()
        && "ALL_ATTRIBUTES".equals(in.text("Select"))
        && index.projected() != IndexDefinition.Projected.ALL) {
      throw TableException.validation(
          INVALID
              + "Select type ALL_ATTRIBUTES is not supported for global secondary index "
              + index.name()
              + " because its projection type is not ALL");
    }
  }

  /** The filter, by expression or by the older parameter of that name. */
  static @Nullable Condition filter(Fields in, RequestExpressions parsed, String older) {
    if (parsed.filter() != null) {
      return parsed.filter();
    }
    Map<String, LegacyCondition> conditions = in.map(older);
    LegacyParameters.checkConjunction(
        in.text("ConditionalOperator"), conditions == null ? 0 : conditions.size());
    return conditions == null
        ? null
        : LegacyParameters.filter(conditions, Conditions.conjunction(in));
  }

  /** The key at which to start, its values looked at but not yet its attributes; null for none. */
  static @Nullable Item start(Fields in) {
    Map<String, WireValue> map = in.map("ExclusiveStartKey");
    if (map == null) {
      return null;
    }
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    map.forEach((name, value) -> values.put(name, value.inStartingKeyOrThrow()));
    return new Item(values);
  }

  /** Refuses paths of a projection that go into attributes of keys. */
  static void checkPaths(TableDefinition table, @Nullable Projection projection) {
    if (projection != null) {
      KeyInput.checkPaths(table, projection.paths());
    }
  }

  /** Refuses paths of a filter, or of the condition of a write, into attributes of keys. */
  static void checkPaths(TableDefinition table, @Nullable Condition condition) {
    if (condition != null) {
      List<DocumentPath> nested = new ArrayList<>();
      condition.forEachPath(
          path -> {
            if (path.isNested()) {
              nested.add(path);
            }
          });
      KeyInput.checkPaths(table, nested);
    }
  }

  /** Refuses a filter of a query on attributes that an index does not have. */
  static void checkProjected(
      TableDefinition table, @Nullable IndexDefinition index, @Nullable Condition filter) {
    if (index == null || filter == null) {
      return;
    }
    Set<String> missing = new TreeSet<>();
    filter.forEachPath(
        path -> {
          if (!index.has(path.head(), table.schema().key())) {
            missing.add(path.head());
          }
        });
    if (!missing.isEmpty()) {
      throw TableException.validation(
          INVALID
              + "Secondary index "
              + index.name()
              + " does not project one or more filter attributes: "
              + missing);
    }
  }

  /** What is wanted of items. */
  static Page.Wish wish(
      Fields in,
      TableDefinition table,
      @Nullable IndexDefinition index,
      @Nullable Condition filter,
      @Nullable Projection projection) {
    Long limit = in.number("Limit");
    boolean whole = "ALL_ATTRIBUTES".equals(in.text("Select"));
    if (index != null && projection != null) {
      List<String> lacking =
          projection.paths().stream()
              .map(DocumentPath::head)
              .filter(head -> !index.has(head, table.schema().key()))
              .distinct()
              .toList();
      if (!lacking.isEmpty()) {
        checkMayFetch(index, lacking);
        whole = true;
      }
    }
    return new Page.Wish(
        filter,
        projection,
        limit == null ? Long.MAX_VALUE : limit,
        "COUNT".equals(in.text("Select")),
        whole);
  }

  private static void checkMayFetch(IndexDefinition index, List<String> attributes) {
    if (index.global()) {
      throw TableException.validation(
          INVALID + "Global secondary index " + index.name() + " does not project " + attributes);
    }
  }
}

package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
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
import org.jspecify.annotations.Nullable;

/** What queries and scans have in common: which index, where to start, what is wanted. */
final class Selection {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static final String INVALID_START = "The provided starting key is invalid";

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
    if (index.global()
        && "ALL_ATTRIBUTES".equals(in.text("Select"))
        && index.projected() != IndexDefinition.Projected.ALL) {
      throw TableException.validation(
          INVALID
              + "Select type ALL_ATTRIBUTES is not supported for global secondary index "
              + name
              + " because its projection type is not ALL");
    }
    return index;
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

  /**
   * Refuses a starting key that has other attributes than the table and the index, or values that
   * none of their keys can have.
   */
  static void checkStart(Item start, TableDefinition table, @Nullable IndexDefinition index) {
    KeySchema read = index == null ? table.schema().key() : index.key();
    if (start.attributes().size() != Page.keyNames(table, index).size()
        || !start.attributes().keySet().containsAll(read.names())) {
      throw TableException.validation(INVALID_START);
    }
    if (!KeyInput.fits(read, start)) {
      throw KeyInput.mismatch();
    }
    checkPrimary(start, table);
  }

  /** Refuses a key at which no item of a table can stand. */
  static void checkPrimary(Item start, TableDefinition table) {
    KeySchema schema = table.schema().key();
    TableException refusal =
        KeyInput.fits(schema, start) ? KeyInput.unruly(schema, start) : KeyInput.mismatch();
    if (refusal != null) {
      throw TableException.validation(INVALID_START + ": " + refusal.getMessage());
    }
  }

  /** Refuses paths of a filter and a projection that go into attributes of keys. */
  static void checkPaths(
      TableDefinition table, @Nullable Condition filter, @Nullable Projection projection) {
    List<DocumentPath> paths = new ArrayList<>();
    if (projection != null) {
      paths.addAll(projection.paths());
    }
    if (filter != null) {
      filter.forEachPath(paths::add);
    }
    KeyInput.checkPaths(table, paths);
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

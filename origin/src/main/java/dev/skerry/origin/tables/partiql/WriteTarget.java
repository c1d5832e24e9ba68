package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one item of which a condition speaks.
 *
 * @param key the attributes of the table's key, or some of them where it does not say all
 * @param rest what the condition says beside, or null
 */
public record WriteTarget(Item key, @Nullable Condition rest) {
  /**
   * The item that a write is to change.
   *
   * @param names the attributes of the table's key
   * @throws TableException of validation, when the condition says two things of one of them
   */
  public static WriteTarget of(@Nullable Condition where, List<String> names) {
    return of(where, names, false);
  }

  /** The item that is to be read; of two things that are said of an attribute the first counts. */
  public static WriteTarget ofRead(@Nullable Condition where, List<String> names) {
    return of(where, names, true);
  }

  private static WriteTarget of(
      @Nullable Condition where, List<String> names, boolean firstCounts) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    List<Condition> rest = new ArrayList<>();
    for (Condition condition : Conjuncts.of(where)) {
      String name = named(condition, names);
      AttributeValue value = name == null ? null : Conjuncts.equal(condition, name);
      if (name == null || value == null) {
        rest.add(condition);
        continue;
      }
      AttributeValue before = values.putIfAbsent(name, value);
      if (before != null && !before.equals(value) && !firstCounts) {
        throw TableException.validation(
            "Multiple conditions on same key "
                + name
                + ". Only single item Update/Insert/Delete are supported");
      }
      if (before != null && !before.equals(value)) {
        rest.add(condition);
      }
    }
    return new WriteTarget(new Item(values), Conjuncts.together(rest));
  }

  /** The key attribute that a condition says is equal to something, or null. */
  private static @Nullable String named(Condition condition, List<String> names) {
    for (String name : names) {
      if (Conjuncts.equal(condition, name) != null) {
        return name;
      }
    }
    return null;
  }

  /**
   * The key that a condition gives and beside which it says nothing, or null. Of a key attribute it
   * may also say that it is one of a single value.
   */
  public static @Nullable Item onlyKey(@Nullable Condition where, List<String> names) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (Condition condition : Conjuncts.of(where)) {
      boolean isOfKey = false;
      for (String name : names) {
        List<AttributeValue> oneOf = Conjuncts.oneOf(condition, name);
        if (oneOf != null && oneOf.size() == 1) {
          AttributeValue before = values.putIfAbsent(name, oneOf.getFirst());
          isOfKey = before == null || before.equals(oneOf.getFirst());
        }
      }
      if (!isOfKey) {
        return null;
      }
    }
    return values.size() == names.size() ? new Item(values) : null;
  }

  /** Whether the whole key is said. */
  public boolean isWhole(List<String> names) {
    return key.attributes().size() == names.size();
  }
}

package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.KeyPredicate;
import dev.skerry.origin.tables.expression.KeyRange;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of which a condition speaks.
 *
 * @param partitions the values of the partition key attributes, each a way to satisfy the condition
 * @param sorts the values of the first sort key attributes, likewise; one empty list where it says
 *     of none what it is equal to
 * @param bound what is said of the next sort key attribute, or null
 * @param left what is not said so
 */
record KeyReads(
    List<List<AttributeValue>> partitions,
    List<List<AttributeValue>> sorts,
    @Nullable KeyPredicate bound,
    List<Condition> left) {
  /** As many ranges may one statement read. */
  private static final int MOST = 50;

  /** The keys of which a condition speaks, or null where it does not say the partition key. */
  static @Nullable KeyReads of(
      @Nullable Condition where, List<KeyAttribute> partition, List<KeyAttribute> sort) {
    List<Condition> left = Conjuncts.of(where);
    List<List<AttributeValue>> partitions = List.of(List.of());
    for (KeyAttribute attribute : partition) {
      List<AttributeValue> values = take(left, attribute);
      if (values == null) {
        return null;
      }
      partitions = product(partitions, values);
    }
    List<List<AttributeValue>> sorts = List.of(List.of());
    for (KeyAttribute attribute : sort) {
      List<AttributeValue> values = take(left, attribute);
      if (values == null) {
        KeyPredicate bound = SortBounds.take(left, attribute);
        return checked(new KeyReads(partitions, sorts, bound, left));
      }
      sorts = product(sorts, values);
    }
    return checked(new KeyReads(partitions, sorts, null, left));
  }

  private static KeyReads checked(KeyReads reads) {
    if ((long) reads.partitions.size() * reads.sorts.size() > MOST) {
      throw TableException.validation("Too many decomposed read operations for a given query.");
    }
    if (new HashSet<>(reads.partitions).size() < reads.partitions.size()
        || new HashSet<>(reads.sorts).size() < reads.sorts.size()) {
      throw TableException.validation(
          "Overlapping conditions with range keys are not supported in where clause");
    }
    return reads;
  }

  /** Takes out of conditions the one that says what an attribute is equal to. */
  private static @Nullable List<AttributeValue> take(
      List<Condition> conditions, KeyAttribute attribute) {
    for (Condition condition : conditions) {
      List<AttributeValue> values = Conjuncts.oneOf(condition, attribute.name());
      if (values != null) {
        checkTypes(attribute, values);
        conditions.remove(condition);
        return values;
      }
    }
    return null;
  }

  private static void checkTypes(KeyAttribute attribute, List<AttributeValue> values) {
    for (AttributeValue value : values) {
      if (value.type() != attribute.type()) {
        throw TableException.validation(
            "Key attribute's data type should match its data type in table's schema: Key "
                + attribute.name());
      }
    }
  }

  private static List<List<AttributeValue>> product(
      List<List<AttributeValue>> lists, List<AttributeValue> values) {
    if ((long) lists.size() * values.size() > 2 * MOST) {
      throw TableException.validation("Too many decomposed read operations for a given query.");
    }
    List<List<AttributeValue>> longer = new ArrayList<>();
    for (List<AttributeValue> list : lists) {
      for (AttributeValue value : values) {
        List<AttributeValue> with = new ArrayList<>(list);
        with.add(value);
        longer.add(with);
      }
    }
    return longer;
  }

  /** The ranges, in the order that is asked for or else in that of the condition. */
  List<KeyRange> ranges(
      List<Ordering> order, List<KeyAttribute> partition, List<KeyAttribute> sort) {
    List<List<AttributeValue>> first = new ArrayList<>(partitions);
    List<List<AttributeValue>> second = new ArrayList<>(sorts);
    if (!order.isEmpty()) {
      Ordering byPartition = OrderRules.ordering(order, partition.getFirst().name());
      first.sort(byValues(byPartition != null && byPartition.descending()));
      second.sort(byValues(OrderRules.isReversed(order, sort)));
    }
    List<KeyRange> ranges = new ArrayList<>();
    for (List<AttributeValue> values : first) {
      for (List<AttributeValue> equal : second) {
        ranges.add(new KeyRange(values, equal, bound));
      }
    }
    return ranges;
  }

  private static Comparator<List<AttributeValue>> byValues(boolean descending) {
    Comparator<List<AttributeValue>> ascending =
        (one, other) -> {
          for (int i = 0; i < one.size(); i++) {
            int order = ValueOrder.compare(one.get(i), other.get(i)).orElse(0);
            if (order != 0) {
              return order;
            }
          }
          return 0;
        };
    return descending ? ascending.reversed() : ascending;
  }
}

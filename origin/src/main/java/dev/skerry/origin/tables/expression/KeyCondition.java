package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a query says of keys: of each attribute that it names one thing, all of which hold.
 *
 * <p>Which attributes are keys, and of which type, is not known before the table is: {@link #in}.
 */
public record KeyCondition(Map<String, KeyPredicate> predicates) {
  /** As many as a table's own key can have. */
  static final int MAX_PREDICATES = 2;

  public KeyCondition {
    predicates = Collections.unmodifiableMap(new LinkedHashMap<>(predicates));
  }

  /**
   * Checks how many attributes are spoken of. Queries of an index skip it, whose key may have more.
   *
   * @throws TableException of validation, when they are none or more than a key of one partition
   *     key attribute and one sort key attribute has
   */
  public void checkLength() {
    if (predicates.isEmpty() || predicates.size() > MAX_PREDICATES) {
      throw TableException.validation("Conditions can be of length 1 or 2 only");
    }
  }

  /**
   * The keys of a table or index that are wanted.
   *
   * @param partition its partition key attributes, all of which must be equal to something
   * @param sort its sort key attributes, of which the first may be equal to something and the next
   *     one within bounds
   * @param before is shown each of them before what is said of it is looked at
   * @throws TableException of validation, when the condition does not fit the keys
   */
  public KeyRange in(
      List<KeyAttribute> partition, List<KeyAttribute> sort, Consumer<KeyAttribute> before) {
    List<AttributeValue> partitionValues = new ArrayList<>();
    for (KeyAttribute attribute : partition) {
      before.accept(attribute);
      if (predicates.size() > partition.size() + sort.size()) {
        throw unsupported();
      }
      KeyPredicate predicate = predicates.get(attribute.name());
      if (predicate == null) {
        throw missed(attribute);
      }
      checkFits(attribute, predicate);
      if (predicate.operator() != ComparisonOperator.EQ) {
        throw unsupported();
      }
      partitionValues.add(predicate.arguments().getFirst());
    }
    return withSort(partitionValues, sort, before);
  }

  private KeyRange withSort(
      List<AttributeValue> partition, List<KeyAttribute> sort, Consumer<KeyAttribute> before) {
    List<AttributeValue> equal = new ArrayList<>();
    KeyPredicate bound = null;
    int left = predicates.size() - partition.size();
    for (KeyAttribute attribute : sort) {
      before.accept(attribute);
      if (left == 0) {
        continue;
      }
      KeyPredicate predicate = predicates.get(attribute.name());
      if (predicate == null) {
        throw missed(attribute);
      }
      checkFits(attribute, predicate);
      if (bound != null) {
        throw unsupported();
      }
      if (predicate.operator() == ComparisonOperator.EQ) {
        equal.add(predicate.arguments().getFirst());
      } else {
        bound = predicate;
      }
      left--;
    }
    return new KeyRange(partition, equal, bound);
  }

  private static void checkFits(KeyAttribute attribute, KeyPredicate predicate) {
    if (!predicate.operator().isIndexable()) {
      throw TableException.validation(
          "Attempted conditional constraint is not an indexable operation");
    }
    for (AttributeValue argument : predicate.arguments()) {
      if (argument.type() != attribute.type()) {
        throw TableException.validation(
            "One or more parameter values were invalid: "
                + "Condition parameter type does not match schema type");
      }
    }
  }

  private static TableException missed(KeyAttribute attribute) {
    return TableException.validation(
        "Query condition missed key schema element: " + attribute.name());
  }

  private static TableException unsupported() {
    return TableException.validation("Query key condition not supported");
  }
}

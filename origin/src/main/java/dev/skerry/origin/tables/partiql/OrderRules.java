package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code ORDER BY} must name, and which way it turns reads. */
final class OrderRules {
  private OrderRules() {}

  static void checkAttributes(
      Statement.Select select, List<KeyAttribute> partition, List<KeyAttribute> sort) {
    if (select.where() == null) {
      throw TableException.validation(
          "Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    List<String> names =
        Stream.concat(partition.stream(), sort.stream()).map(KeyAttribute::name).toList();
    for (Ordering ordering : select.order()) {
      if (!names.contains(ordering.attribute())) {
        throw TableException.validation(
            "Attribute "
                + ordering.attribute()
                + " in ORDER BY clause must be part of the primary key");
      }
    }
  }

  /**
   * Checks the order against how many partitions are read.
   *
   * @param partitions 0 where all items are looked at
   */
  static void checkPartitions(
      Statement.Select select, List<KeyAttribute> partition, int partitions) {
    if (partitions == 0) {
      throw TableException.validation(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    boolean isByPartition =
        partition.stream()
            .anyMatch(attribute -> ordering(select.order(), attribute.name()) != null);
    if (partitions > 1 && !isByPartition) {
      throw TableException.validation(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.");
    }
  }

  /** How results are ordered by an attribute, or null. */
  static @Nullable Ordering ordering(List<Ordering> order, String attribute) {
    for (Ordering ordering : order) {
      if (ordering.attribute().equals(attribute)) {
        return ordering;
      }
    }
    return null;
  }

  /**
   * Whether partitions are read from their end: where the order says so for the sort key, and, as
   * the service does, where it speaks of the partition key alone.
   */
  static boolean isReversed(List<Ordering> order, List<KeyAttribute> sort) {
    if (order.isEmpty()) {
      return false;
    }
    for (KeyAttribute attribute : sort) {
      Ordering ordering = ordering(order, attribute.name());
      if (ordering != null) {
        return ordering.descending();
      }
    }
    return true;
  }
}

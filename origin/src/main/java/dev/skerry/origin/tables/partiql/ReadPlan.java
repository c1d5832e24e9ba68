package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.KeyRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a {@code SELECT} are found: by keys, or by looking at all.
 *
 * <p>They are found by keys where what all must satisfy says what the partition key is, one value
 * or one of several. Then it may also say what the sort key is, one value, one of several, or
 * within bounds. All else is a filter.
 */
public sealed interface ReadPlan {
  /** What is not said by keys, or null. */
  @Nullable Condition filter();

  /** All items are looked at. */
  record Scan(@Nullable Condition filter) implements ReadPlan {}

  /**
   * Items are read by their keys.
   *
   * @param ranges which, one after the other
   * @param reversed whether each is read from its end
   */
  record Queries(List<KeyRange> ranges, boolean reversed, @Nullable Condition filter)
      implements ReadPlan {
    public Queries {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * The plan for a statement.
   *
   * @param partition the partition key attributes of what is read
   * @param sort its sort key attributes
   * @throws TableException of validation, when the statement cannot be answered on these keys
   */
  static ReadPlan of(
      Statement.Select select, List<KeyAttribute> partition, List<KeyAttribute> sort) {
    if (!select.order().isEmpty()) {
      OrderRules.checkAttributes(select, partition, sort);
    }
    KeyReads reads = KeyReads.of(select.where(), partition, sort);
    if (!select.order().isEmpty()) {
      OrderRules.checkPartitions(select, partition, reads == null ? 0 : reads.partitions().size());
    }
    if (reads == null) {
      return new Scan(select.where());
    }
    return new Queries(
        reads.ranges(select.order(), partition, sort),
        OrderRules.isReversed(select.order(), sort),
        Conjuncts.together(reads.left()));
  }
}

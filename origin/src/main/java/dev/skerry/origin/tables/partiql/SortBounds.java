package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.expression.Comparison;
import dev.skerry.origin.tables.expression.ComparisonOperator;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.expression.KeyPredicate;
import dev.skerry.origin.tables.expression.Operand;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds within which bounds a sort key is. */
final class SortBounds {
  private SortBounds() {}

  /** Takes out of conditions the first that bounds a sort key attribute. */
  static @Nullable KeyPredicate take(List<Condition> conditions, KeyAttribute attribute) {
    for (Condition condition : conditions) {
      KeyPredicate bound = bound(condition, attribute);
      if (bound != null
          && bound.arguments().stream().allMatch(each -> each.type() == attribute.type())) {
        conditions.remove(condition);
        return bound;
      }
    }
    return null;
  }

  private static @Nullable KeyPredicate bound(Condition condition, KeyAttribute attribute) {
    String name = attribute.name();
    return switch (condition) {
      case Condition.Compare(Comparison comparison, Operand left, Operand right)
          when comparison != Comparison.NOT_EQUAL -> {
        boolean turned = Conjuncts.isAttribute(right, name);
        if (!turned && !Conjuncts.isAttribute(left, name)) {
          yield null;
        }
        Comparison read = turned ? comparison.mirrored() : comparison;
        yield predicate(ComparisonOperator.of(read), turned ? left : right);
      }
      case Condition.Between(Operand operand, Operand low, Operand high)
          when Conjuncts.isAttribute(operand, name) ->
          predicate(ComparisonOperator.BETWEEN, low, high);
      case Condition.BeginsWith(Operand operand, Operand start)
          when Conjuncts.isAttribute(operand, name) && attribute.type() != AttributeType.N ->
          predicate(ComparisonOperator.BEGINS_WITH, start);
      default -> null;
    };
  }

  private static @Nullable KeyPredicate predicate(
      ComparisonOperator operator, Operand... operands) {
    List<AttributeValue> arguments = new ArrayList<>();
    for (Operand operand : operands) {
      AttributeValue value = Conjuncts.literal(operand);
      if (value == null) {
        return null;
      }
      arguments.add(value);
    }
    return new KeyPredicate(operator, arguments);
  }
}

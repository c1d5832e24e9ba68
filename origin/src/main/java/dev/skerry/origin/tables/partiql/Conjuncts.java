package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.expression.Comparison;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.Operand;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of which all must hold for a condition to hold. */
final class Conjuncts {
  private Conjuncts() {}

  /** Those of a condition, none of which is itself several. */
  static List<Condition> of(@Nullable Condition condition) {
    List<Condition> conjuncts = new ArrayList<>();
    collect(condition, conjuncts);
    return conjuncts;
  }

  private static void collect(@Nullable Condition condition, List<Condition> conjuncts) {
    if (condition instanceof Condition.And(List<Condition> all)) {
      all.forEach(each -> collect(each, conjuncts));
    } else if (condition != null) {
      conjuncts.add(condition);
    }
  }

  /** The condition that holds when all of some do; null for none. */
  static @Nullable Condition together(List<Condition> conjuncts) {
    return switch (conjuncts.size()) {
      case 0 -> null;
      case 1 -> conjuncts.getFirst();
      default -> new Condition.And(conjuncts);
    };
  }

  /** What an attribute must be equal to for a condition to hold, or null. */
  static @Nullable AttributeValue equal(Condition condition, String attribute) {
    if (condition instanceof Condition.Compare(Comparison comparison, Operand left, Operand right)
        && comparison == Comparison.EQUAL) {
      if (isAttribute(left, attribute)) {
        return literal(right);
      }
      if (isAttribute(right, attribute)) {
        return literal(left);
      }
    }
    return null;
  }

  /** The values to one of which an attribute must be equal for a condition to hold, or null. */
  static @Nullable List<AttributeValue> oneOf(Condition condition, String attribute) {
    AttributeValue only = equal(condition, attribute);
    if (only != null) {
      return List.of(only);
    }
    List<AttributeValue> values = new ArrayList<>();
    switch (condition) {
      case Condition.In(Operand operand, List<Operand> listed)
          when isAttribute(operand, attribute) -> {
        for (Operand each : listed) {
          AttributeValue value = literal(each);
          if (value == null) {
            return null;
          }
          values.add(value);
        }
      }
      case Condition.Or(List<Condition> any) -> {
        for (Condition each : any) {
          List<AttributeValue> some = oneOf(each, attribute);
          if (some == null) {
            return null;
          }
          values.addAll(some);
        }
      }
      default -> {
        return null;
      }
    }
    return values;
  }

  /** Whether an operand is a whole attribute of that name. */
  static boolean isAttribute(Operand operand, String attribute) {
    return operand instanceof Operand.Path(DocumentPath path)
        && !path.isNested()
        && path.head().equals(attribute);
  }

  /** The value that an operand is whatever the item, or null. */
  static @Nullable AttributeValue literal(Operand operand) {
    return operand instanceof Operand.Literal(AttributeValue value) ? value : null;
  }
}

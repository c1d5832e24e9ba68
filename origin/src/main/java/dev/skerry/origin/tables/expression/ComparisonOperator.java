package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator of the parameters that were there before expressions. */
public enum ComparisonOperator {
  IN(1, Integer.MAX_VALUE, Types.ORDERED),
  NULL(0, 0, Types.ALL),
  BETWEEN(2, 2, Types.ORDERED),
  LT(1, 1, Types.ORDERED),
  NOT_CONTAINS(1, 1, Types.MEMBERS),
  EQ(1, 1, Types.ALL),
  GT(1, 1, Types.ORDERED),
  NOT_NULL(0, 0, Types.ALL),
  NE(1, 1, Types.ALL),
  LE(1, 1, Types.ORDERED),
  BEGINS_WITH(1, 1, Types.STARTS),
  GE(1, 1, Types.ORDERED),
  CONTAINS(1, 1, Types.MEMBERS);

  /** Types that arguments may have. */
  private enum Types {
    ALL,
    ORDERED,
    STARTS,
    MEMBERS;

    boolean contain(AttributeType type) {
      return switch (this) {
        case ALL -> true;
        case ORDERED -> type.isOrdered();
        case STARTS -> type == AttributeType.S || type == AttributeType.B;
        case MEMBERS ->
            type.isOrdered() || type == AttributeType.BOOL || type == AttributeType.NULL;
      };
    }
  }

  private final int minArguments;
  private final int maxArguments;
  private final Types types;

  ComparisonOperator(int minArguments, int maxArguments, Types types) {
    this.minArguments = minArguments;
    this.maxArguments = maxArguments;
    this.types = types;
  }

  /** The operator of that name, or null. */
  public static @Nullable ComparisonOperator named(String name) {
    for (ComparisonOperator operator : values()) {
      if (operator.name().equals(name)) {
        return operator;
      }
    }
    return null;
  }

  /** All names, in the order in which texts about a wrong one list them. */
  public static List<String> valueSet() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }

  boolean takes(int arguments) {
    return arguments >= minArguments && arguments <= maxArguments;
  }

  boolean takes(AttributeType type) {
    return types.contain(type);
  }

  /** Whether it can say which part of an ordered key is wanted. */
  boolean isIndexable() {
    return switch (this) {
      case EQ, LT, LE, GT, GE, BETWEEN, BEGINS_WITH -> true;
      case IN, NULL, NOT_NULL, NE, CONTAINS, NOT_CONTAINS -> false;
    };
  }

  /** The operator of a comparison in a key condition. */
  public static ComparisonOperator of(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> EQ;
      case NOT_EQUAL -> NE;
      case LESS -> LT;
      case AT_MOST -> LE;
      case GREATER -> GT;
      case AT_LEAST -> GE;
    };
  }

  /** The condition that an operand stands to arguments so. */
  Condition condition(DocumentPath path, List<AttributeValue> arguments) {
    Operand operand = new Operand.Path(path);
    List<Operand> literals = arguments.stream().<Operand>map(Operand.Literal::new).toList();
    return switch (this) {
      case EQ -> new Condition.Compare(Comparison.EQUAL, operand, literals.getFirst());
      case NE -> new Condition.Compare(Comparison.NOT_EQUAL, operand, literals.getFirst());
      case LT -> new Condition.Compare(Comparison.LESS, operand, literals.getFirst());
      case LE -> new Condition.Compare(Comparison.AT_MOST, operand, literals.getFirst());
      case GT -> new Condition.Compare(Comparison.GREATER, operand, literals.getFirst());
      case GE -> new Condition.Compare(Comparison.AT_LEAST, operand, literals.getFirst());
      case BETWEEN -> new Condition.Between(operand, literals.get(0), literals.get(1));
      case IN -> new Condition.In(operand, literals);
      case BEGINS_WITH -> new Condition.BeginsWith(operand, literals.getFirst());
      case CONTAINS -> new Condition.Contains(operand, literals.getFirst());
      // Of an attribute that is not there both CONTAINS and NOT_CONTAINS are false.
      case NOT_CONTAINS ->
          new Condition.And(
              List.of(
                  new Condition.Exists(path),
                  new Condition.Not(new Condition.Contains(operand, literals.getFirst()))));
      case NULL -> new Condition.NotExists(path);
      case NOT_NULL -> new Condition.Exists(path);
    };
  }
}

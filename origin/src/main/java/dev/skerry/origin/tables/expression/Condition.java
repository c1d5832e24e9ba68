package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is true or false of an item: a condition, a filter, or what is expected.
 *
 * <p>The tree is at most as deep as there may be operators, 300.
 */
public sealed interface Condition {
  /** Whether the condition holds for an item; {@link Item#EMPTY} stands for none. */
  boolean test(Item item);

  /** All of these conditions hold. */
  record And(List<Condition> all) implements Condition {
    public And {
      all = List.copyOf(all);
    }

    @Override
    public boolean test(Item item) {
      for (Condition condition : all) {
        if (!condition.test(item)) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one of these conditions holds. */
  record Or(List<Condition> any) implements Condition {
    public Or {
      any = List.copyOf(any);
    }

    @Override
    public boolean test(Item item) {
      for (Condition condition : any) {
        if (condition.test(item)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The condition does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(Item item) {
      return !condition.test(item);
    }
  }

  /** Two operands stand to one another as said. */
  record Compare(Comparison comparison, Operand left, Operand right) implements Condition {
    @Override
    public boolean test(Item item) {
      return comparison.holds(left.in(item), right.in(item));
    }
  }

  /** An operand is neither below the one nor above the other bound. */
  record Between(Operand operand, Operand low, Operand high) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.in(item);
      return Comparison.AT_LEAST.holds(value, low.in(item))
          && Comparison.AT_MOST.holds(value, high.in(item));
    }
  }

  /** An operand is equal to one of those listed. */
  record In(Operand operand, List<Operand> listed) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.in(item);
      return listed.stream().anyMatch(each -> Comparison.EQUAL.holds(value, each.in(item)));
    }
  }

  /** There is something at the path. */
  record Exists(DocumentPath path) implements Condition {
    @Override
    public boolean test(Item item) {
      return path.in(item) != null;
    }
  }

  /** There is nothing at the path. */
  record NotExists(DocumentPath path) implements Condition {
    @Override
    public boolean test(Item item) {
      return path.in(item) == null;
    }
  }

  /** An operand is of that type. */
  record HasType(Operand operand, AttributeType type) implements Condition {
    @Override
    public boolean test(Item item) {
      AttributeValue value = operand.in(item);
      return value != null && value.type() == type;
    }
  }

  /** A string or binary operand begins with another. */
  record BeginsWith(Operand operand, Operand start) implements Condition {
    @Override
    public boolean test(Item item) {
      return Containment.beginsWith(operand.in(item), start.in(item));
    }
  }

  /** An operand has another as its part, member or element. */
  record Contains(Operand operand, Operand part) implements Condition {
    @Override
    public boolean test(Item item) {
      return Containment.contains(operand.in(item), part.in(item));
    }
  }

  /** Gives each path of the condition to a visitor, from left to right. */
  default void forEachPath(Consumer<DocumentPath> visitor) {
    switch (this) {
      case And and -> and.all.forEach(each -> each.forEachPath(visitor));
      case Or or -> or.any.forEach(each -> each.forEachPath(visitor));
      case Not not -> not.condition.forEachPath(visitor);
      case Compare compare -> visit(visitor, compare.left, compare.right);
      case Between between -> visit(visitor, between.operand, between.low, between.high);
      case In in -> {
        visit(visitor, in.operand);
        in.listed.forEach(operand -> visit(visitor, operand));
      }
      case Exists exists -> visitor.accept(exists.path);
      case NotExists notExists -> visitor.accept(notExists.path);
      case HasType hasType -> visit(visitor, hasType.operand);
      case BeginsWith beginsWith -> visit(visitor, beginsWith.operand, beginsWith.start);
      case Contains contains -> visit(visitor, contains.operand, contains.part);
    }
  }

  private static void visit(Consumer<DocumentPath> visitor, Operand... operands) {
    for (Operand operand : operands) {
      Operand inner = operand;
      while (inner instanceof Operand.Size size) {
        inner = size.of();
      }
      if (inner instanceof Operand.Path(DocumentPath path)) {
        visitor.accept(path);
      }
    }
  }
}

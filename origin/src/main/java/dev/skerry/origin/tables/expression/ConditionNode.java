package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a condition while it is read, of which it may not yet be known what it is for. */
sealed interface ConditionNode {
  /** A path, which can be an operand only. */
  record Path(DocumentPath path) implements ConditionNode {}

  /**
   * A value, which can be an operand only.
   *
   * @param value null where its placeholder is not defined
   */
  record Value(Operand.@Nullable Literal value) implements ConditionNode {}

  /** A function, which can be an operand or a condition, as its name has it. */
  record Call(String name, List<ConditionNode> arguments) implements ConditionNode {}

  /** What can be a condition only. */
  record Whole(Condition condition) implements ConditionNode {}

  /** Any of these in parentheses. */
  record Group(ConditionNode inner) implements ConditionNode {}

  /** What is in the parentheses, if there are any. */
  default ConditionNode bare() {
    return this instanceof Group(ConditionNode inner) ? inner : this;
  }

  /** The type that it has whatever the item, or null. */
  default @Nullable AttributeType staticType() {
    return switch (bare()) {
      case Value(Operand.Literal value) when value != null -> value.value().type();
      case Call call -> call.name.equals("size") ? AttributeType.N : AttributeType.BOOL;
      default -> null;
    };
  }

  /** The value of the request that it is, or null. */
  default @Nullable AttributeValue literal() {
    return bare() instanceof Value(Operand.Literal value) && value != null ? value.value() : null;
  }
}

package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ExactNumber;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code SET} gives to a path, worked out from the item as it was. */
public sealed interface SetValue {
  /** What is at a path. */
  record Path(DocumentPath path) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      AttributeValue value = path.in(item);
      if (value == null) {
        throw TableException.validation(
            "The provided expression refers to an attribute that does not exist in the item");
      }
      return value;
    }
  }

  /** A value of the request. */
  record Literal(AttributeValue value) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      return value;
    }
  }

  /** What is at a path, or something else where nothing is. */
  record IfNotExists(DocumentPath path, SetValue otherwise) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      AttributeValue value = path.in(item);
      return value == null ? otherwise.in(item) : value;
    }
  }

  /** The elements of one list and then of another. */
  record ListAppend(SetValue first, SetValue second) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      List<AttributeValue> elements = new ArrayList<>(elements(first.in(item)));
      elements.addAll(elements(second.in(item)));
      return new AttributeValue.L(elements);
    }

    private static List<AttributeValue> elements(AttributeValue value) {
      if (value instanceof AttributeValue.L list) {
        return list.elements();
      }
      throw wrongType();
    }
  }

  /** The sum of two numbers. */
  record Sum(SetValue left, SetValue right) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      return calculated(item, left, right, ExactNumber::plus);
    }
  }

  /** The difference of two numbers. */
  record Difference(SetValue left, SetValue right) implements SetValue {
    @Override
    public AttributeValue in(Item item) {
      return calculated(item, left, right, ExactNumber::minus);
    }
  }

  /**
   * The value for an item as it was before the update.
   *
   * @throws TableException of validation, when there is none
   */
  AttributeValue in(Item item);

  /** The type of the value whatever the item, or null. */
  default @Nullable AttributeType staticType() {
    return switch (this) {
      case Path path -> null;
      case Literal literal -> literal.value().type();
      case IfNotExists ifNotExists -> ifNotExists.otherwise().staticType();
      case ListAppend append -> AttributeType.L;
      case Sum sum -> AttributeType.N;
      case Difference difference -> AttributeType.N;
    };
  }

  /** Gives each path of the value to a visitor, from left to right. */
  default void forEachPath(Consumer<DocumentPath> visitor) {
    switch (this) {
      case Path path -> visitor.accept(path.path());
      case Literal literal -> {}
      case IfNotExists ifNotExists -> {
        visitor.accept(ifNotExists.path());
        ifNotExists.otherwise().forEachPath(visitor);
      }
      case ListAppend append -> {
        append.first().forEachPath(visitor);
        append.second().forEachPath(visitor);
      }
      case Sum sum -> {
        sum.left().forEachPath(visitor);
        sum.right().forEachPath(visitor);
      }
      case Difference difference -> {
        difference.left().forEachPath(visitor);
        difference.right().forEachPath(visitor);
      }
    }
  }

  private static AttributeValue calculated(
      Item item, SetValue left, SetValue right, BinaryOperator<ExactNumber> operator) {
    if (left.in(item) instanceof AttributeValue.N(ExactNumber a)
        && right.in(item) instanceof AttributeValue.N(ExactNumber b)) {
      return new AttributeValue.N(operator.apply(a, b));
    }
    throw wrongType();
  }

  /** The error of an operand whose type shows only with the item. */
  static TableException wrongType() {
    return TableException.validation(
        "An operand in the update expression has an incorrect data type");
  }
}

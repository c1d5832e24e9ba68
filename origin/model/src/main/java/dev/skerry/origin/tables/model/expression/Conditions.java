package dev.skerry.origin.tables.model.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The forms of conditions. */
final class Conditions {
  private Conditions() {}

  /** How two operands are compared. */
  enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  /** One operand compared with another. */
  record Comparison<R>(Operand left, Operator operator, Operand right) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return left.render(places) + " " + operator.sign + " " + right.render(places);
    }
  }

  /** An operand between two others, or one of them. */
  record Between<R>(Operand value, Operand low, Operand high) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return value.render(places)
          + " BETWEEN "
          + low.render(places)
          + " AND "
          + high.render(places);
    }
  }

  /** An operand that is one of several. */
  record In<R>(Operand value, List<Operand> choices) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return choices.stream()
          .map(choice -> choice.render(places))
          .collect(Collectors.joining(", ", value.render(places) + " IN (", ")"));
    }
  }

  /** A function of a path and other operands. */
  record Call<R>(String function, Operand.At path, List<Operand> others) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      List<String> operands = new ArrayList<>(List.of(path.render(places)));
      others.forEach(each -> operands.add(each.render(places)));
      return function + "(" + String.join(", ", operands) + ")";
    }
  }

  /** All of several. */
  record All<R>(List<Condition<R>> parts) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return joined(parts, " AND ", places);
    }
  }

  /** One of several at least. */
  record Any<R>(List<Condition<R>> parts) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return joined(parts, " OR ", places);
    }
  }

  /** The opposite. */
  record Not<R>(Condition<R> part) implements Condition<R> {
    @Override
    public String render(Placeholders places) {
      return "NOT (" + part.render(places) + ")";
    }
  }

  private static <R> String joined(List<Condition<R>> parts, String word, Placeholders places) {
    return parts.stream()
        .map(part -> part.render(places))
        .collect(Collectors.joining(word, "(", ")"));
  }
}

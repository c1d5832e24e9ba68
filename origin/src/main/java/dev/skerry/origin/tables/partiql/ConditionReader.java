package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Comparison;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.Operand;
import dev.skerry.origin.tables.partiql.Token.Kind;
import dev.skerry.origin.tables.value.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what is behind {@code WHERE}, by recursive descent.
 *
 * <p>A parenthesis begins a condition or an operand, which shows only behind it, so what is read is
 * a {@link Part} until it is used.
 */
final class ConditionReader {
  private static final int MAX_IN_OPERANDS = 100;
  private static final int MAX_OPERATORS = 300;
  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "=", Comparison.EQUAL,
          "<>", Comparison.NOT_EQUAL,
          "!=", Comparison.NOT_EQUAL,
          "<", Comparison.LESS,
          "<=", Comparison.AT_MOST,
          ">", Comparison.GREATER,
          ">=", Comparison.AT_LEAST);
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "||");

  /** A condition, or an operand of one. */
  private sealed interface Part {
    record Truth(Condition condition) implements Part {}

    record Value(Operand operand) implements Part {}
  }

  private final Cursor cursor;
  private final Literals literals;
  private final Paths paths;
  private int operators;

  ConditionReader(Cursor cursor, Literals literals, Paths paths) {
    this.cursor = cursor;
    this.literals = literals;
    this.paths = paths;
  }

  /** The condition that comes next. */
  Condition condition() {
    return truth(or());
  }

  private static Condition truth(Part part) {
    return switch (part) {
      case Part.Truth(Condition condition) -> condition;
      case Part.Value value -> throw MalformedStatement.because("Expected a condition");
    };
  }

  private static Operand operand(Part part) {
    return switch (part) {
      case Part.Value(Operand operand) -> operand;
      case Part.Truth truth -> throw MalformedStatement.because("Unexpected term");
    };
  }

  private Part or() {
    Part first = and();
    if (!cursor.peek().isWord("OR")) {
      return first;
    }
    List<Condition> any = new ArrayList<>();
    any.add(truth(first));
    while (cursor.acceptWord("OR")) {
      operator();
      any.add(truth(and()));
    }
    return new Part.Truth(new Condition.Or(any));
  }

  private Part and() {
    Part first = not();
    if (!cursor.peek().isWord("AND")) {
      return first;
    }
    List<Condition> all = new ArrayList<>();
    all.add(truth(first));
    while (cursor.acceptWord("AND")) {
      operator();
      all.add(truth(not()));
    }
    return new Part.Truth(new Condition.And(all));
  }

  private Part not() {
    int negations = 0;
    while (cursor.acceptWord("NOT")) {
      operator();
      negations++;
    }
    Part part = primary();
    if (negations == 0) {
      return part;
    }
    Condition condition = truth(part);
    return new Part.Truth(negations % 2 == 0 ? condition : new Condition.Not(condition));
  }

  private Part primary() {
    Part left = part();
    Token token = cursor.peek();
    Comparison comparison = token.kind() == Kind.SIGN ? COMPARISONS.get(token.text()) : null;
    if (comparison != null) {
      cursor.next();
      operator();
      return new Part.Truth(Operands.compare(comparison, operand(left), operand(part())));
    }
    if (cursor.acceptWord("IS")) {
      operator();
      return new Part.Truth(is(left));
    }
    boolean negated =
        token.isWord("NOT")
            && (cursor.peekSecond().isWord("BETWEEN") || cursor.peekSecond().isWord("IN"))
            && cursor.acceptWord("NOT");
    Condition condition = null;
    if (cursor.acceptWord("BETWEEN")) {
      operator();
      condition = between(operand(left));
    } else if (cursor.acceptWord("IN")) {
      operator();
      condition = in(operand(left));
    }
    if (condition == null) {
      return left;
    }
    return new Part.Truth(negated ? new Condition.Not(condition) : condition);
  }

  private Condition between(Operand operand) {
    Operand low = operand(part());
    cursor.expectWord("AND");
    return Operands.between(operand, low, operand(part()));
  }

  private Condition in(Operand operand) {
    Token open = cursor.next();
    String close =
        switch (open.kind() == Kind.SIGN ? open.text() : "") {
          case "[" -> "]";
          case "(" -> ")";
          case "<<" -> ">>";
          default -> throw wrongIn();
        };
    List<Operand> listed = new ArrayList<>();
    if (cursor.peek().isSign(close)) {
      throw wrongIn();
    }
    do {
      listed.add(operand(part()));
    } while (cursor.accept(","));
    cursor.expect(close, "the end of the list of IN");
    if (listed.size() > MAX_IN_OPERANDS) {
      throw TableException.validation(
          "The IN operator is provided with too many operands; number of operands: "
              + listed.size());
    }
    return new Condition.In(operand, listed);
  }

  private static TableException wrongIn() {
    return TableException.validation(
        "IN operator must have a left hand argument of type Variable Reference and right hand"
            + " argument of type Seq with at least one member");
  }

  private Condition is(Part left) {
    boolean negated = cursor.acceptWord("NOT");
    if (!(left instanceof Part.Value(Operand.Path(DocumentPath path)))) {
      throw TableException.validation(
          "The left hand side argument to IS must be a Variable Reference, Literal, or Path");
    }
    if (cursor.acceptWord("MISSING")) {
      return negated ? new Condition.Exists(path) : new Condition.NotExists(path);
    }
    cursor.expectWord("NULL");
    Condition condition = new Condition.HasType(new Operand.Path(path), AttributeType.NULL);
    return negated ? new Condition.Not(condition) : condition;
  }

  /** An operand, a function, or anything in parentheses, with no calculation behind it. */
  private Part part() {
    Part part = unit();
    Token token = cursor.peek();
    if (token.kind() == Kind.SIGN && ARITHMETIC.contains(token.text())) {
      throw TableException.validation(
          "Unsupported operator in Condition Expression. Operator: " + token.text());
    }
    return part;
  }

  private Part unit() {
    if (cursor.peek().isSign("(")) {
      cursor.next();
      cursor.enter();
      Part inner = or();
      cursor.leave();
      return inner;
    }
    if (cursor.peek().isWord("MISSING")) {
      throw TableException.validation("MISSING must be compared using IS operator");
    }
    if (literals.isNext()) {
      return new Part.Value(new Operand.Literal(literals.value()));
    }
    if (cursor.isCall("size")) {
      cursor.enterCall();
      Operand of = operand(part());
      cursor.leave();
      return new Part.Value(Operands.size(of));
    }
    if (cursor.isCall("begins_with")) {
      return pair(Operands::beginsWith);
    }
    if (cursor.isCall("contains")) {
      return pair(Condition.Contains::new);
    }
    if (cursor.isCall("attribute_type")) {
      return pair(Operands::hasType);
    }
    if (cursor.isCall("attribute_exists")) {
      return new Part.Truth(new Condition.Exists(argument()));
    }
    if (cursor.isCall("attribute_not_exists")) {
      return new Part.Truth(new Condition.NotExists(argument()));
    }
    if (!cursor.isName()) {
      throw MalformedStatement.because("Unexpected term");
    }
    return new Part.Value(new Operand.Path(paths.path()));
  }

  private interface Function {
    Condition of(Operand first, Operand second);
  }

  /** A function of two operands. */
  private Part pair(Function function) {
    cursor.enterCall();
    Operand first = operand(part());
    cursor.expect(",", "COMMA");
    Operand second = operand(part());
    cursor.leave();
    return new Part.Truth(function.of(first, second));
  }

  private DocumentPath argument() {
    cursor.enterCall();
    DocumentPath path = paths.path();
    cursor.leave();
    return path;
  }

  private void operator() {
    if (++operators > MAX_OPERATORS) {
      throw TableException.validation(
          "The expression contains too many operators; operator count: " + operators);
    }
  }
}

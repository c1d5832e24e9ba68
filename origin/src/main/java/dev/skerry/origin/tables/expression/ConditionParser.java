package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.ConditionNode.Call;
import dev.skerry.origin.tables.expression.ConditionNode.Group;
import dev.skerry.origin.tables.expression.ConditionNode.Path;
import dev.skerry.origin.tables.expression.ConditionNode.Value;
import dev.skerry.origin.tables.expression.ConditionNode.Whole;
import dev.skerry.origin.tables.expression.Token.Kind;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a condition, filter or key condition.
 *
 * <p>By recursive descent; an opening parenthesis begins an operand or a condition, which shows
 * only behind it, so parts are {@linkplain ConditionNode nodes} until they are used. A syntax error
 * is told at the first token with which no expression can go on.
 */
final class ConditionParser {
  private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

  /**
   * Parentheses within one another up to which an expression is read. More cannot be right: they
   * would be redundant, have too many operators between them, or be of functions that do not nest.
   */
  private static final int MAX_NESTING = 400;

  private final ExpressionKind kind;
  private final Cursor cursor;
  private final Placeholders placeholders;
  private final PathReader paths;
  private final ConditionChecks checks = new ConditionChecks();
  private int nesting;

  private ConditionParser(ExpressionKind kind, String text, Placeholders placeholders) {
    this.kind = kind;
    this.cursor = Cursor.of(kind, text);
    this.placeholders = placeholders;
    this.paths = new PathReader(cursor, placeholders, KEYWORDS, checks);
  }

  /**
   * The condition that a text is.
   *
   * @throws TableException of validation, when it is none
   */
  static Condition parse(ExpressionKind kind, String text, Placeholders placeholders) {
    ConditionParser parser = new ConditionParser(kind, text, placeholders);
    Condition condition = parser.condition(parser.or());
    if (parser.cursor.peek().kind() != Kind.END) {
      throw parser.cursor.syntaxError();
    }
    parser.checks.throwFirst(kind);
    return condition;
  }

  private ConditionNode or() {
    ConditionNode node = and();
    if (!cursor.peek().isWord("OR")) {
      return node;
    }
    List<Condition> any = new ArrayList<>();
    any.add(condition(node));
    while (cursor.peek().isWord("OR")) {
      operator();
      any.add(condition(and()));
    }
    return new Whole(new Condition.Or(any));
  }

  private ConditionNode and() {
    ConditionNode node = not();
    if (!cursor.peek().isWord("AND")) {
      return node;
    }
    List<Condition> all = new ArrayList<>();
    all.add(condition(node));
    while (cursor.peek().isWord("AND")) {
      operator();
      all.add(condition(not()));
    }
    return new Whole(new Condition.And(all));
  }

  private ConditionNode not() {
    int negations = 0;
    while (cursor.peek().isWord("NOT")) {
      operator();
      negations++;
    }
    ConditionNode node = primitive();
    if (negations == 0) {
      return node;
    }
    Condition condition = condition(node);
    for (int i = 0; i < Math.min(negations, ConditionChecks.MAX_OPERATORS); i++) {
      condition = new Condition.Not(condition);
    }
    return new Whole(condition);
  }

  private ConditionNode primitive() {
    ConditionNode left = part(false);
    Token token = cursor.peek();
    if (token.kind() == Kind.COMPARATOR) {
      requireOperand(left);
      operator();
      return new Whole(checks.compare(Comparison.of(token.text()), left, part(true)));
    }
    if (token.isWord("BETWEEN")) {
      requireOperand(left);
      operator();
      ConditionNode low = part(true);
      cursor.expectWord("AND");
      return new Whole(checks.between(left, low, part(true)));
    }
    if (token.isWord("IN")) {
      requireOperand(left);
      operator();
      cursor.expect('(');
      return new Whole(checks.in(left, operands()));
    }
    return left;
  }

  /** An operand; or, where it may be one, a condition in parentheses. */
  private ConditionNode part(boolean operandOnly) {
    Token token = cursor.peek();
    if (token.isMark('(')) {
      return group(operandOnly);
    }
    if (token.kind() == Kind.VALUE) {
      return value(cursor.next().text());
    }
    if (!paths.isNext()) {
      throw cursor.syntaxError();
    }
    return token.kind() == Kind.WORD && cursor.peekSecond().isMark('(')
        ? call(cursor.next().text())
        : new Path(paths.path());
  }

  private ConditionNode group(boolean operandOnly) {
    cursor.expect('(');
    if (++nesting > MAX_NESTING) {
      checks.redundantParentheses();
      checks.throwFirst(kind);
    }
    ConditionNode inner = operandOnly ? part(true) : or();
    cursor.expect(')');
    nesting--;
    if (inner instanceof Group) {
      checks.redundantParentheses();
    }
    boolean goesOn = cursor.peek().isMark('.') || cursor.peek().isMark('[');
    return goesOn && inner.bare() instanceof Path(DocumentPath begin)
        ? new Path(paths.rest(begin))
        : new Group(inner.bare());
  }

  private ConditionNode value(String placeholder) {
    AttributeValue value = placeholders.value(placeholder);
    if (value == null) {
      checks.undefinedValue(placeholder);
      return new Value(null);
    }
    return new Value(new Operand.Literal(value));
  }

  private ConditionNode call(String name) {
    cursor.expect('(');
    if (++nesting > MAX_NESTING) {
      throw kind.invalid(ConditionFunction.nestedTooDeep(name));
    }
    List<ConditionNode> arguments = operands();
    nesting--;
    Call call = new Call(name, arguments);
    checks.function(call);
    return call;
  }

  /** Operands with commas between them and a closing parenthesis behind. */
  private List<ConditionNode> operands() {
    List<ConditionNode> operands = new ArrayList<>();
    do {
      operands.add(part(true));
    } while (cursor.accept(','));
    cursor.expect(')');
    return operands;
  }

  private void operator() {
    cursor.next();
    checks.operator();
  }

  private void requireOperand(ConditionNode node) {
    if (node.bare() instanceof Whole) {
      throw cursor.syntaxError();
    }
  }

  /** What a node is as a condition; a syntax error where it can only be an operand. */
  private Condition condition(ConditionNode node) {
    return switch (node.bare()) {
      case Whole(Condition condition) -> condition;
      case Call call -> checks.condition(call);
      default -> throw cursor.syntaxError();
    };
  }
}

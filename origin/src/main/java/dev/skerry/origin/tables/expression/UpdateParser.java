package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Token.Kind;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads an update: sections of actions, each section at most once. */
final class UpdateParser {
  private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");

  /** Parentheses within one another up to which an expression is read; more cannot be right. */
  private static final int MAX_NESTING = 400;

  private final Cursor cursor;
  private final Placeholders placeholders;
  private final PathReader paths;
  private final UpdateChecks checks = new UpdateChecks();
  private final List<UpdateAction> actions = new ArrayList<>();
  private int nesting;

  private UpdateParser(String text, Placeholders placeholders) {
    this.cursor = Cursor.of(ExpressionKind.UPDATE, text);
    this.placeholders = placeholders;
    this.paths = new PathReader(cursor, placeholders, SECTIONS, checks);
  }

  /**
   * The update that a text is.
   *
   * @throws TableException of validation, when it is none
   */
  static Update parse(String text, Placeholders placeholders) {
    UpdateParser parser = new UpdateParser(text, placeholders);
    do {
      parser.section();
    } while (parser.cursor.peek().kind() != Kind.END);
    parser.checks.throwFirst();
    return Update.ofExpression(parser.actions);
  }

  private void section() {
    if (!paths.isKeyword(cursor.peek())) {
      throw cursor.syntaxError();
    }
    String section = cursor.next().text().toUpperCase(Locale.ROOT);
    checks.section(section);
    do {
      UpdateAction action = action(section);
      checks.path(action);
      actions.add(action);
    } while (cursor.accept(','));
  }

  private UpdateAction action(String section) {
    DocumentPath path = paths.path();
    return switch (section) {
      case "SET" -> {
        if (!cursor.peek().text().equals("=")) {
          throw cursor.syntaxError();
        }
        cursor.next();
        yield new UpdateAction.Set(path, value().value());
      }
      case "REMOVE" -> new UpdateAction.Remove(path);
      case "ADD" -> new UpdateAction.Add(path, checks.added(placeholder()));
      default -> new UpdateAction.Delete(path, checks.deleted(placeholder()));
    };
  }

  /** An operand, or two with a sign between them. */
  private UpdateNode value() {
    UpdateNode left = operand(true);
    boolean plus = cursor.peek().isMark('+');
    if (left.calculation() || !(plus || cursor.peek().isMark('-'))) {
      return left;
    }
    String sign = cursor.next().text();
    checks.operator();
    UpdateNode right = operand(false);
    checks.calculation(sign, left, right);
    SetValue value =
        plus
            ? new SetValue.Sum(left.value(), right.value())
            : new SetValue.Difference(left.value(), right.value());
    return new UpdateNode(value, true, false);
  }

  /**
   * A path, a placeholder, a function, or one of them in parentheses.
   *
   * @param calculations whether a calculation may be in the parentheses
   */
  private UpdateNode operand(boolean calculations) {
    Token token = cursor.peek();
    if (token.isMark('(')) {
      return group(calculations);
    }
    if (token.kind() == Kind.VALUE) {
      return UpdateNode.operand(new SetValue.Literal(placeholder()));
    }
    if (!paths.isNext()) {
      throw cursor.syntaxError();
    }
    return token.kind() == Kind.WORD && cursor.peekSecond().isMark('(')
        ? call(cursor.next().text())
        : UpdateNode.operand(new SetValue.Path(paths.path()));
  }

  private UpdateNode group(boolean calculations) {
    cursor.expect('(');
    if (++nesting > MAX_NESTING) {
      throw ExpressionKind.UPDATE.invalid(ConditionChecks.REDUNDANT_PARENTHESES);
    }
    UpdateNode inner = calculations ? value() : operand(false);
    cursor.expect(')');
    nesting--;
    if (inner.grouped()) {
      checks.redundantParentheses();
    }
    return new UpdateNode(inner.value(), inner.calculation(), true);
  }

  private UpdateNode call(String name) {
    cursor.expect('(');
    if (++nesting > MAX_NESTING) {
      throw ExpressionKind.UPDATE.invalid(UpdateFunction.nestedTooDeep(name));
    }
    List<UpdateNode> operands = new ArrayList<>();
    do {
      operands.add(operand(false));
    } while (cursor.accept(','));
    cursor.expect(')');
    nesting--;
    return UpdateNode.operand(checks.call(name, operands));
  }

  private AttributeValue placeholder() {
    String placeholder = cursor.expect(Kind.VALUE).text();
    AttributeValue value = placeholders.value(placeholder);
    if (value == null) {
      checks.undefinedValue(placeholder);
      return UpdateChecks.REFUSED;
    }
    return value;
  }
}

package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.SetValue;
import dev.skerry.origin.tables.expression.UpdateAction;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/** Reads what an {@code UPDATE} does: clauses of {@code SET} and {@code REMOVE}, any number. */
final class AssignmentReader {
  private final Cursor cursor;
  private final Literals literals;
  private final Paths paths;
  private final List<UpdateAction> actions = new ArrayList<>();

  AssignmentReader(Cursor cursor, Literals literals, Paths paths) {
    this.cursor = cursor;
    this.literals = literals;
    this.paths = paths;
  }

  /** The changes, in the order of the statement. */
  List<UpdateAction> actions() {
    while (true) {
      if (cursor.acceptWord("SET")) {
        do {
          actions.add(assignment());
        } while (cursor.accept(","));
      } else if (cursor.acceptWord("REMOVE")) {
        do {
          actions.add(new UpdateAction.Remove(paths.path()));
        } while (cursor.accept(","));
      } else {
        break;
      }
    }
    if (actions.isEmpty()) {
      throw MalformedStatement.because("Expected data manipulation");
    }
    return actions;
  }

  private UpdateAction assignment() {
    DocumentPath path = paths.path();
    cursor.expect("=", "EQ");
    if (cursor.isCall("set_add")) {
      return new UpdateAction.Add(path, members("SET_ADD", path));
    }
    if (cursor.isCall("set_delete")) {
      return new UpdateAction.Delete(path, members("SET_DELETE", path));
    }
    return new UpdateAction.Set(path, value());
  }

  /** The set in a function whose first argument is the path that is assigned to. */
  private AttributeValue members(String function, DocumentPath target) {
    Token name = cursor.peek();
    cursor.enterCall();
    Token first = cursor.peek();
    if (!cursor.isName() || !paths.path().equals(target)) {
      throw TableException.validation(
          "The first argument to "
              + function
              + " must equal the assignment value at "
              + cursor.position(name));
    }
    cursor.expect(",", "COMMA");
    AttributeValue set = literals.isNext() ? literals.value() : null;
    if (set == null || !set.type().isSet()) {
      throw TableException.validation(
          "The second argument to "
              + function
              + " must be a value with type SET at "
              + cursor.position(first));
    }
    cursor.leave();
    return set;
  }

  /** Terms with signs between them. */
  private SetValue value() {
    SetValue left = term();
    while (cursor.peek().isSign("+") || cursor.peek().isSign("-")) {
      String sign = cursor.next().text();
      SetValue right = term();
      check(sign, AttributeType.N, left);
      check(sign, AttributeType.N, right);
      left =
          sign.equals("+") ? new SetValue.Sum(left, right) : new SetValue.Difference(left, right);
    }
    return left;
  }

  private SetValue term() {
    if (cursor.peek().isSign("(")) {
      cursor.next();
      cursor.enter();
      SetValue inner = value();
      cursor.leave();
      return inner;
    }
    if (literals.isNext()) {
      return new SetValue.Literal(literals.value());
    }
    if (cursor.isCall("list_append")) {
      cursor.enterCall();
      SetValue first = value();
      cursor.expect(",", "COMMA");
      SetValue second = value();
      cursor.leave();
      check("list_append", AttributeType.L, first);
      check("list_append", AttributeType.L, second);
      return new SetValue.ListAppend(first, second);
    }
    if (!cursor.isName()) {
      throw MalformedStatement.because("Unexpected term");
    }
    return new SetValue.Path(paths.path());
  }

  private static void check(String operator, AttributeType needed, SetValue operand) {
    AttributeType type = operand.staticType();
    if (type != null && type != needed) {
      throw WrongOperand.of(operator, type);
    }
  }
}

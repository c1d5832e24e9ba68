package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.Update;
import dev.skerry.origin.tables.expression.UpdateAction;
import dev.skerry.origin.tables.partiql.Token.Kind;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statements: their clauses, one after the other. */
final class StatementParser {
  private final Cursor cursor;
  private final Literals literals;
  private final Paths paths;

  StatementParser(String text, List<AttributeValue> parameters) {
    this.cursor = new Cursor(text, parameters);
    this.literals = new Literals(cursor);
    this.paths = new Paths(cursor);
  }

  Statement statement() {
    Statement statement = operation();
    cursor.accept(";");
    if (cursor.peek().kind() != Kind.END) {
      throw MalformedStatement.because("Unexpected token after expression");
    }
    return statement;
  }

  private Statement operation() {
    if (cursor.isCall("exists")) {
      cursor.enterCall();
      cursor.expectWord("SELECT");
      Statement.Select select = select();
      cursor.leave();
      return new Statement.Exists(select);
    }
    if (cursor.acceptWord("SELECT")) {
      return select();
    }
    if (cursor.acceptWord("INSERT")) {
      return insert();
    }
    if (cursor.acceptWord("UPDATE")) {
      return update();
    }
    if (cursor.acceptWord("DELETE")) {
      return delete();
    }
    throw MalformedStatement.because("Expected data manipulation");
  }

  private Statement.Select select() {
    Columns columns = columns();
    cursor.expectWord("FROM");
    if (!cursor.isName()) {
      throw MalformedStatement.because("Unexpected term");
    }
    Source source = source();
    Condition where = where();
    List<Ordering> order = order();
    checkClause();
    return new Statement.Select(source.table, source.index, columns, where, order);
  }

  private @Nullable Columns columns() {
    List<DocumentPath> listed = new ArrayList<>();
    boolean all = false;
    int number = 0;
    do {
      number++;
      if (cursor.accept("*")) {
        all = true;
      } else {
        listed.add(column());
      }
    } while (cursor.accept(","));
    if (all && number > 1) {
      throw TableException.validation(
          "Other attributes should not be present in the projection when '*' is used.");
    }
    return all ? null : new Columns(listed);
  }

  private DocumentPath column() {
    Token token = cursor.peek();
    if (!cursor.isName()) {
      throw literals.isNext()
          ? cursor.unexpectedPath(token)
          : MalformedStatement.because("Unexpected term");
    }
    return paths.path();
  }

  /** Refuses clauses of SQL that the service does not have. */
  private void checkClause() {
    for (String clause : List.of("LIMIT", "OFFSET", "HAVING", "GROUP")) {
      if (cursor.acceptWord(clause)) {
        boolean isGroup = clause.equals("GROUP") && cursor.acceptWord("BY");
        throw TableException.validation(
            "Unsupported clause: "
                + (isGroup ? "GROUP BY" : clause)
                + " at "
                + cursor.position(cursor.peek()));
      }
    }
  }

  private List<Ordering> order() {
    List<Ordering> order = new ArrayList<>();
    if (cursor.acceptWord("ORDER")) {
      cursor.expectWord("BY");
      do {
        DocumentPath path = paths.path();
        if (path.isNested()) {
          throw TableException.validation(
              "Attribute " + path.head() + " in ORDER BY clause must be part of the primary key");
        }
        boolean descending = cursor.acceptWord("DESC");
        if (!descending) {
          cursor.acceptWord("ASC");
        }
        order.add(new Ordering(path.head(), descending));
      } while (cursor.accept(","));
    }
    return order;
  }

  private Statement insert() {
    cursor.expectWord("INTO");
    String table = name();
    TableName.check(table);
    if (cursor.peek().isSign(".")) {
      throw TableException.validation("FROM clause may only contain a single table name");
    }
    if (!cursor.acceptWord("VALUE")) {
      throw cursor.peek().kind() == Kind.END
          ? MalformedStatement.because("Expected VALUE")
          : TableException.validation(
              "Unsupported operation: Inserting multiple items in a single statement is not"
                  + " supported, use \"INSERT INTO tableName VALUE item\" instead");
    }
    if (cursor.peek().kind() == Kind.PARAMETER) {
      AttributeValue value = literals.value();
      if (value instanceof AttributeValue.M map) {
        return new Statement.Insert(table, new Item(map.entries()));
      }
      throw WrongOperand.of("VALUE", value.type());
    }
    return new Statement.Insert(table, literals.item());
  }

  private Statement update() {
    Source source = source();
    List<UpdateAction> actions = new AssignmentReader(cursor, literals, paths).actions();
    Condition where = where();
    Returning returning = returning();
    source.checkTable();
    return new Statement.Update(source.table, Update.of(actions), where, returning);
  }

  private Statement delete() {
    cursor.expectWord("FROM");
    Source source = source();
    Condition where = where();
    Returning returning = returning();
    source.checkTable();
    if (returning != null && returning != Returning.ALL_OLD) {
      throw TableException.validation(
          "Invalid returning clause: "
              + returning.clause()
              + ". Only RETURNING ALL OLD * is allowed in DELETE statements.");
    }
    return new Statement.Delete(source.table, where, returning);
  }

  private @Nullable Condition where() {
    return cursor.acceptWord("WHERE")
        ? new ConditionReader(cursor, literals, paths).condition()
        : null;
  }

  private @Nullable Returning returning() {
    if (!cursor.acceptWord("RETURNING")) {
      return null;
    }
    Token scope = cursor.next();
    Token age = cursor.next();
    if (cursor.accept("*")) {
      for (Returning returning : Returning.values()) {
        if (scope.isWord(returning.scope()) && age.isWord(returning.age())) {
          return returning;
        }
      }
    }
    throw TableException.validation(
        "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
  }

  /** What a statement is about. */
  private record Source(String table, @Nullable String index) {
    void checkTable() {
      if (index != null) {
        throw TableException.validation("This operation is not supported on an index");
      }
    }
  }

  private Source source() {
    String table = name();
    TableName.check(table);
    String index = cursor.accept(".") ? name() : null;
    if (cursor.peek().isSign(".")) {
      throw TableException.validation("A path may contain at most 2 components in the FROM clause");
    }
    return new Source(table, index);
  }

  private String name() {
    if (!cursor.isName()) {
      throw MalformedStatement.because("Expected identifier for simple path");
    }
    String name = cursor.next().text();
    if (name.isEmpty()) {
      throw TableException.validation("Path component cannot be an empty string");
    }
    return name;
  }
}

package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.PathElement;
import dev.skerry.origin.tables.partiql.Token.Kind;
import dev.skerry.origin.tables.value.AttributeNames;
import java.util.ArrayList;
import java.util.List;

/** Reads document paths. */
final class Paths {
  private static final int MAX_INDEX_DIGITS = 10;

  private final Cursor cursor;

  Paths(Cursor cursor) {
    this.cursor = cursor;
  }

  /** A path. */
  DocumentPath path() {
    if (cursor.isCall()) {
      throw cursor.unexpectedPath(cursor.peek());
    }
    String head = name();
    List<PathElement> rest = new ArrayList<>();
    while (true) {
      if (cursor.accept(".")) {
        rest.add(new PathElement.Name(name()));
      } else if (cursor.peek().isSign("[")) {
        cursor.next();
        rest.add(element());
      } else {
        break;
      }
    }
    int elements = rest.size() + 1;
    if (elements > DocumentPath.MAX_ELEMENTS) {
      throw TableException.validation(
          "The document path has too many nesting levels; nesting levels: " + elements);
    }
    return new DocumentPath(head, rest);
  }

  private String name() {
    if (!cursor.isName()) {
      throw MalformedStatement.because("Expected identifier for simple path");
    }
    String name = cursor.next().text();
    if (name.isEmpty()) {
      throw TableException.validation("Path component cannot be an empty string");
    }
    AttributeNames.check(name);
    return name;
  }

  /** What is in brackets, the first of which was passed over: an index, or a name as a text. */
  private PathElement element() {
    boolean negative = cursor.accept("-");
    Token token = cursor.next();
    PathElement element;
    if (token.kind() == Kind.STRING && !negative) {
      element = new PathElement.Name(token.text());
    } else if (token.kind() == Kind.NUMBER) {
      element = new PathElement.Index(index(token, negative));
    } else {
      throw cursor.unexpectedPath(token);
    }
    cursor.expect("]", "RIGHT_BRACKET");
    return element;
  }

  private int index(Token token, boolean negative) {
    String digits = token.text();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw cursor.unexpectedPath(token);
    }
    long index = digits.length() > MAX_INDEX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    if (index > Integer.MAX_VALUE || (negative && index > 0)) {
      throw TableException.validation(
          "List index is not within the allowable range; index: ["
              + (negative ? "-" : "")
              + digits
              + "] at "
              + cursor.position(token));
    }
    return (int) index;
  }
}

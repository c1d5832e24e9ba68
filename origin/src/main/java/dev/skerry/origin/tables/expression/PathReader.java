package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads document paths out of an expression. */
final class PathReader {
  private static final int MAX_INDEX_DIGITS = 10;

  private final Cursor cursor;
  private final Placeholders placeholders;
  private final Set<String> keywords;
  private final Report report;

  /**
   * @param keywords words in upper case that are no names in this kind of expression
   */
  PathReader(Cursor cursor, Placeholders placeholders, Set<String> keywords, Report report) {
    this.cursor = cursor;
    this.placeholders = placeholders;
    this.keywords = keywords;
    this.report = report;
  }

  /** Is told what is wrong with paths. */
  interface Report {
    /** A path that cannot be, or a name that is reserved. */
    void wrongPath(String text);

    /** A name that is not defined. */
    void undefinedName(String text);
  }

  /** Whether a name, and so a path, comes next. */
  boolean isNext() {
    Token token = cursor.peek();
    return token.kind() == Kind.NAME || (token.kind() == Kind.WORD && !isKeyword(token));
  }

  boolean isKeyword(Token token) {
    return keywords.stream().anyMatch(token::isWord);
  }

  /** A path. */
  DocumentPath path() {
    return rest(new DocumentPath(name(), List.of()));
  }

  /** The path that begins with another and goes on with what comes next. */
  DocumentPath rest(DocumentPath begin) {
    List<PathElement> rest = new ArrayList<>(begin.rest());
    while (true) {
      if (cursor.accept('.')) {
        rest.add(new PathElement.Name(name()));
      } else if (cursor.accept('[')) {
        rest.add(new PathElement.Index(index(cursor.expect(Kind.NUMBER).text())));
        cursor.expect(']');
      } else {
        break;
      }
    }
    int elements = rest.size() + 1;
    if (elements > DocumentPath.MAX_ELEMENTS) {
      report.wrongPath(
          "The document path has too many nesting levels; nesting levels: " + elements);
    }
    return new DocumentPath(begin.head(), rest);
  }

  private String name() {
    if (!isNext()) {
      throw cursor.syntaxError();
    }
    Token token = cursor.next();
    if (token.kind() == Kind.WORD) {
      if (ReservedWords.contains(token.text())) {
        report.wrongPath("Attribute name is a reserved keyword; reserved keyword: " + token.text());
      }
      return token.text();
    }
    String name = placeholders.name(token.text());
    if (name == null) {
      report.undefinedName(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + token.text());
      return token.text();
    }
    return name;
  }

  private int index(String digits) {
    if (digits.length() > MAX_INDEX_DIGITS || Long.parseLong(digits) > Integer.MAX_VALUE) {
      report.wrongPath("List index is not within the allowable range; index: [" + digits + "]");
      return 0;
    }
    return Integer.parseInt(digits);
  }
}

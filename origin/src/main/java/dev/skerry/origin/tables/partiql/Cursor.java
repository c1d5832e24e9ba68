package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Token.Kind;
import dev.skerry.origin.tables.value.AttributeValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A place in the tokens of one statement, and in the parameters that belong to it. */
final class Cursor {
  /** Parentheses and functions within one another up to which a statement is read. */
  private static final int MAX_DEPTH = 200;

  /** Words that are no names unless they are in quotation marks. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "ALTER",
          "AND",
          "AS",
          "ASC",
          "BETWEEN",
          "BY",
          "CASE",
          "CREATE",
          "DELETE",
          "DESC",
          "DROP",
          "ESCAPE",
          "EXCEPT",
          "FALSE",
          "FROM",
          "GROUP",
          "HAVING",
          "IN",
          "INNER",
          "INSERT",
          "INTERSECT",
          "INTO",
          "IS",
          "JOIN",
          "LEFT",
          "LIKE",
          "LIMIT",
          "MISSING",
          "NOT",
          "NULL",
          "OFFSET",
          "OR",
          "ORDER",
          "REMOVE",
          "RETURNING",
          "SELECT",
          "SET",
          "TRUE",
          "UNION",
          "UPDATE",
          "VALUES",
          "WHERE");

  private final String statement;
  private final List<Token> tokens;
  private final List<AttributeValue> parameters;
  private int at;
  private int taken;
  private int depth;

  Cursor(String statement, List<AttributeValue> parameters) {
    this.statement = statement;
    this.tokens = Lexer.tokens(statement);
    this.parameters = parameters;
  }

  /** The token that comes next. */
  Token peek() {
    return tokens.get(at);
  }

  /** The token behind the one that comes next. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Passes over a token. */
  Token next() {
    return tokens.get(peek().kind() == Kind.END ? at : at++);
  }

  boolean accept(String sign) {
    boolean here = peek().isSign(sign);
    if (here) {
      at++;
    }
    return here;
  }

  boolean acceptWord(String keyword) {
    boolean here = peek().isWord(keyword);
    if (here) {
      at++;
    }
    return here;
  }

  void expect(String sign, String name) {
    if (!accept(sign)) {
      throw MalformedStatement.because("Expected " + name);
    }
  }

  void expectWord(String keyword) {
    if (!acceptWord(keyword)) {
      throw MalformedStatement.because("Expected " + keyword);
    }
  }

  /** Whether a name comes next. */
  boolean isName() {
    Token token = peek();
    return token.kind() == Kind.QUOTED
        || (token.kind() == Kind.WORD && !KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT)));
  }

  /** Whether a function of that name comes next, which may be written in either case. */
  boolean isCall(String function) {
    return peek().isWord(function) && peekSecond().isSign("(");
  }

  /** Whether any function comes next. */
  boolean isCall() {
    return peek().kind() == Kind.WORD && isName() && peekSecond().isSign("(");
  }

  /** Passes over the name of a function and the parenthesis behind it. */
  void enterCall() {
    next();
    next();
    enter();
  }

  /** Counts a parenthesis or function that begins. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw MalformedStatement.because("Nesting is too deep");
    }
  }

  /** Passes over the parenthesis at the end of what began with {@link #enter}. */
  void leave() {
    expect(")", "RIGHT_PAREN");
    depth--;
  }

  /**
   * The value for the question mark that was passed over last.
   *
   * @throws TableException of validation, when there is none
   */
  AttributeValue parameter() {
    if (taken >= parameters.size()) {
      throw TableException.validation("Number of parameters in request and statement don't match.");
    }
    return parameters.get(taken++);
  }

  /** Where a token is, as texts tell it. */
  String position(Token token) {
    return Position.of(statement, token.start(), token.end() - token.start());
  }

  /** The error of what cannot be part of a path. */
  TableException unexpectedPath(Token token) {
    return TableException.validation("Unexpected path component at " + position(token));
  }
}

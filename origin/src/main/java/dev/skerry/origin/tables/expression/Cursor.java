package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Token.Kind;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.List;

/** A place in the tokens of one expression. */
final class Cursor {
  /** The most that an expression may have, in bytes of UTF-8. */
  static final int MAX_BYTES = 4096;

  private final ExpressionKind kind;
  private final String text;
  private final List<Token> tokens;
  private int at;

  private Cursor(ExpressionKind kind, String text, List<Token> tokens) {
    this.kind = kind;
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * The begin of an expression.
   *
   * @throws TableException of validation, when it is empty or too long
   */
  static Cursor of(ExpressionKind kind, String text) {
    if (text.isEmpty()) {
      throw kind.invalid("The expression can not be empty;");
    }
    long bytes = ItemSize.utf8Length(text);
    if (bytes > MAX_BYTES) {
      throw kind.invalid(
          "Expression size has exceeded the maximum allowed size; expression size: " + bytes);
    }
    return new Cursor(kind, text, Lexer.tokens(text));
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

  boolean accept(char mark) {
    boolean here = peek().isMark(mark);
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

  void expect(char mark) {
    if (!accept(mark)) {
      throw syntaxError();
    }
  }

  void expectWord(String keyword) {
    if (!acceptWord(keyword)) {
      throw syntaxError();
    }
  }

  Token expect(Kind expected) {
    if (peek().kind() != expected) {
      throw syntaxError();
    }
    return next();
  }

  /**
   * The error of a token that may not come here, told with its neighbours as they are written, of
   * which the begin and the end of the expression are two.
   */
  TableException syntaxError() {
    Token wrong = peek();
    int begin = at == 0 ? 0 : tokens.get(at - 1).start();
    return kind.invalid(
        "Syntax error; token: \""
            + wrong.text()
            + "\", near: \""
            + text.substring(begin, peekSecond().end())
            + '"');
  }
}

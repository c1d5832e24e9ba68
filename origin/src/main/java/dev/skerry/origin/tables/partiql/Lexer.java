package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a statement into tokens; white space and comments are in none. */
final class Lexer {
  private static final Set<String> LONG_SIGNS = Set.of("<>", "<=", ">=", "!=", "<<", ">>", "||");
  private static final String SIGNS = "()[]{}<>,.:;=+-*/%";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of a statement, {@link Kind#END} being the last.
   *
   * @throws TableException of validation, when a char can be in none, or a quotation or comment has
   *     no end
   */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.step();
    }
    lexer.tokens.add(new Token(Kind.END, "", text.length(), text.length()));
    return lexer.tokens;
  }

  private void step() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("--", at)) {
      at = behindLine();
    } else if (text.startsWith("/*", at)) {
      at = behind("*/", at + 2);
    } else if (c == '\'' || c == '"') {
      quotation(c);
    } else if (c == '?') {
      add(Kind.PARAMETER, at + 1);
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      add(Kind.NUMBER, behindNumber());
    } else if (isLetter(c)) {
      int end = at + 1;
      while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(end))) {
        end++;
      }
      add(Kind.WORD, end);
    } else {
      sign();
    }
  }

  private void sign() {
    int end = at + 2;
    if (end <= text.length() && LONG_SIGNS.contains(text.substring(at, end))) {
      add(Kind.SIGN, end);
    } else if (SIGNS.indexOf(text.charAt(at)) >= 0) {
      add(Kind.SIGN, at + 1);
    } else {
      throw MalformedStatement.because("invalid character at " + Position.of(text, at, 1));
    }
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, end));
    at = end;
  }

  /** A text in quotation marks, in which two of them stand for one. */
  private void quotation(char mark) {
    StringBuilder content = new StringBuilder();
    int from = at + 1;
    while (true) {
      int end = text.indexOf(mark, from);
      if (end < 0) {
        throw MalformedStatement.because("unexpected end of statement");
      }
      content.append(text, from, end);
      from = end + 1;
      if (from >= text.length() || text.charAt(from) != mark) {
        break;
      }
      content.append(mark);
      from++;
    }
    Kind kind = mark == '"' ? Kind.QUOTED : Kind.STRING;
    tokens.add(new Token(kind, content.toString(), at, from));
    at = from;
  }

  private int behindLine() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int behind(String mark, int from) {
    int end = text.indexOf(mark, from);
    if (end < 0) {
      throw MalformedStatement.because("unexpected end of statement");
    }
    return end + mark.length();
  }

  private int behindNumber() {
    int end = behindDigits(at);
    if (end < text.length() && text.charAt(end) == '.') {
      end = behindDigits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int digits = end + 1;
      if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
        digits++;
      }
      if (isDigit(digits)) {
        end = behindDigits(digits);
      }
    }
    return end;
  }

  private int behindDigits(int from) {
    int end = from;
    while (isDigit(end)) {
      end++;
    }
    return end;
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
}

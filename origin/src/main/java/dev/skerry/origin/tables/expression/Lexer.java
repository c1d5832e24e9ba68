package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens; every char but white space is part of one. */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of an expression, {@link Kind#END} being the last. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    int at = 0;
    while (at < text.length()) {
      at = isSpace(text.charAt(at)) ? at + 1 : lexer.token(at);
    }
    lexer.tokens.add(new Token(Kind.END, "<EOF>", text.length(), text.length()));
    return lexer.tokens;
  }

  private int token(int start) {
    char first = text.charAt(start);
    int next = start + 1;
    Kind kind =
        switch (first) {
          case '#' -> Kind.NAME;
          case ':' -> Kind.VALUE;
          case '=' -> Kind.COMPARATOR;
          case '<', '>' -> {
            char second = next < text.length() ? text.charAt(next) : ' ';
            if (second == '=' || (first == '<' && second == '>')) {
              next++;
            }
            yield Kind.COMPARATOR;
          }
          case '(', ')', '[', ']', ',', '.', '+', '-' -> Kind.MARK;
          default -> isLetter(first) ? Kind.WORD : isDigit(first) ? Kind.NUMBER : Kind.OTHER;
        };
    if (kind == Kind.NUMBER && first != '0') {
      next = behindDigits(next);
    } else if (kind == Kind.WORD || kind == Kind.NAME || kind == Kind.VALUE) {
      next = behindPart(next);
    }
    if (next == start + 1 && (kind == Kind.NAME || kind == Kind.VALUE)) {
      kind = Kind.OTHER;
    }
    tokens.add(new Token(kind, text.substring(start, next), start, next));
    return next;
  }

  private int behindDigits(int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int behindPart(int from) {
    int at = from;
    while (at < text.length() && isPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Whether a char may follow the first of a name. */
  static boolean isPart(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}

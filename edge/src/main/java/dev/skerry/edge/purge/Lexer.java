package dev.skerry.edge.purge;

import dev.skerry.edge.purge.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens. */
final class Lexer {
  private static final String[] SYMBOLS = {
    "==", "!=", "<=", ">=", "!~", "<", ">", "~", "(", ")", ","
  };

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of a text, the last one {@link Kind#END}. */
  static List<Token> tokens(String text) throws ExpressionException {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Token next() throws ExpressionException {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at + 1);
    }
    char first = text.charAt(at);
    if (isLetter(first)) {
      return run(Kind.WORD);
    }
    if (isDigit(first)) {
      return run(Kind.NUMBER);
    }
    return first == '"' ? quoted() : symbol();
  }

  private Token run(Kind kind) {
    int start = at;
    while (at < text.length() && continues(kind, text.charAt(at))) {
      at++;
    }
    return new Token(kind, text.substring(start, at), start + 1);
  }

  private static boolean continues(Kind kind, char c) {
    return isLetter(c) || isDigit(c) || (kind == Kind.WORD && (c == '-' || c == '_'));
  }

  /**
   * A backslash takes the meaning from a quote or a backslash; before others it stands for itself.
   */
  private Token quoted() throws ExpressionException {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new Token(Kind.TEXT, content.toString(), start + 1);
      }
      if (c == '\\' && at < text.length() && isEscapable(text.charAt(at))) {
        c = text.charAt(at++);
      }
      content.append(c);
    }
    throw new ExpressionException(text.length() + 1, "a closing \"", "the end");
  }

  private Token symbol() throws ExpressionException {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, at - symbol.length() + 1);
      }
    }
    throw new ExpressionException(
        at + 1, "a name, a number, a \"text\" or one of == != < <= > >= ~ !~ ( ) ,", odd());
  }

  /** The character that belongs to no token, in a form that can be shown. */
  private String odd() {
    int character = text.codePointAt(at);
    return character > ' ' && character < 0x7f
        ? Character.toString(character)
        : String.format("U+%04X", character);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }
}

package dev.skerry.handler.html;

/** A selector's characters, read from left to right (CSS Syntax Level 3 §4.3). */
final class SelectorText {
  private final String text;
  private int at;

  SelectorText(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  boolean isNext(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  boolean take(char c) {
    boolean found = isNext(c);
    if (found) {
      at++;
    }
    return found;
  }

  boolean takeLetter(char lower) {
    return take(lower) || take((char) (lower - 32));
  }

  void expect(char c) {
    if (!take(c)) {
      throw wrong("a " + c);
    }
  }

  /** Whether there were any. */
  boolean skipSpaces() {
    int before = at;
    while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > before;
  }

  boolean isAtName() {
    return at < text.length() && (isOfName(text.charAt(at)) || text.charAt(at) == '\\');
  }

  private static boolean isOfName(char c) {
    return c == '-' || c == '_' || c >= 0x80 || Character.isLetterOrDigit(c);
  }

  String name() {
    StringBuilder name = new StringBuilder();
    while (isAtName()) {
      name.appendCodePoint(character());
    }
    if (name.isEmpty()) {
      throw wrong("a name");
    }
    return name.toString();
  }

  String string() {
    char quote = text.charAt(at++);
    StringBuilder string = new StringBuilder();
    while (!isAtEnd() && !isNext(quote)) {
      string.appendCodePoint(character());
    }
    expect(quote);
    return string.toString();
  }

  /** The next character, which may be escaped. */
  private int character() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    if (isAtEnd()) {
      throw wrong("a character");
    }
    int digits = 0;
    while (digits < 6
        && at + digits < text.length()
        && Character.digit(text.charAt(at + digits), 16) >= 0) {
      digits++;
    }
    if (digits == 0) {
      return text.charAt(at++);
    }
    int value = Integer.parseInt(text, at, at + digits, 16);
    at += digits;
    if (!isAtEnd() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Character.isValidCodePoint(value) && value != 0 ? value : 0xfffd;
  }

  /** One of {@code = ~= |= ^= $= *=}. */
  String operator() {
    int from = at;
    if (at < text.length() && "~|^$*".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    expect('=');
    return text.substring(from, at);
  }

  /** What is before a character, behind which reading goes on. */
  String upTo(char c) {
    int end = text.indexOf(c, at);
    if (end < 0) {
      throw wrong("a " + c);
    }
    String found = text.substring(at, end);
    at = end + 1;
    return found;
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "the selector \"%s\" needs %s at character %d".formatted(text, expected, at + 1));
  }
}

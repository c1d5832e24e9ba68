package dev.skerry.http;

/**
 * The characters of which HTTP's tokens are made (RFC 9110 §5.6.2), and the white space between.
 */
public final class Tokens {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[Character.toUpperCase(c)] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Tokens() {}

  /** Whether a character may stand in a token. */
  public static boolean isTokenChar(char c) {
    return c < 128 && TOKEN[c];
  }

  /** Whether the text is a token: not empty, and nothing but token characters. */
  public static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether a character is space or tab, the white space that may surround a list's members. */
  public static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** The first index at or after {@code from} that is not white space, at most {@code end}. */
  public static int skipSpace(String s, int from, int end) {
    int i = from;
    while (i < end && isSpace(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /**
   * The index after the last character before {@code end} that is not white space, at least {@code
   * start}.
   */
  public static int trimEnd(String s, int start, int end) {
    int i = end;
    while (i > start && isSpace(s.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}

package dev.skerry.handler.web.url;

/** What kinds of code points the URL Standard tells apart. */
final class CodePoints {
  private static final String FORBIDDEN_IN_HOSTS = "\0\t\n\r #/:<>?@[\\]^|";

  private CodePoints() {}

  static boolean isAlpha(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isForbiddenInHost(int c) {
    return FORBIDDEN_IN_HOSTS.indexOf(c) >= 0;
  }

  static boolean isForbiddenInDomain(int c) {
    return isForbiddenInHost(c) || c <= 0x1F || c == '%' || c == 0x7F;
  }

  /** The code points of a text; a surrogate without its other half becomes U+FFFD. */
  static int[] of(String text) {
    return text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).toArray();
  }
}

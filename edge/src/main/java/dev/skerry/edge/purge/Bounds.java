package dev.skerry.edge.purge;

/** What the text of a selector must look like. */
final class Bounds {
  /** Characters of a host, URL or tag: as long as the longest URL a listener may take. */
  static final int MAX_KEY_LENGTH = 64 * 1024;

  /** Characters of a prefix. */
  static final int MAX_PREFIX_LENGTH = 1024;

  private Bounds() {}

  static void checkKey(String what, String key) {
    checkKey(what, key, MAX_KEY_LENGTH);
  }

  static void checkKey(String what, String key, int maxLength) {
    if (key.isEmpty() || key.length() > maxLength) {
      throw new IllegalArgumentException(
          what + ": expected 1 to " + maxLength + " characters, got " + key.length());
    }
  }

  static void checkHasPath(String what, String url) {
    if (url.indexOf('/') <= 0 || url.contains("://")) {
      throw new IllegalArgumentException(
          what + ": expected authority and path without a scheme, as example.com/a, got " + url);
    }
  }
}

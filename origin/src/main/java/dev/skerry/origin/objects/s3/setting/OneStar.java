package dev.skerry.origin.objects.s3.setting;

import java.util.Locale;

/** A text in which at most one asterisk stands for any characters. */
final class OneStar {
  private OneStar() {}

  /** Whether a pattern has more asterisks than there may be. */
  static boolean isTooMany(String pattern) {
    return pattern.indexOf('*') != pattern.lastIndexOf('*');
  }

  /** Whether a text is one of a pattern's. */
  static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(pattern.substring(star + 1));
  }

  /** The same whatever the case of letters. */
  static boolean matchesIgnoringCase(String pattern, String text) {
    return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
  }
}

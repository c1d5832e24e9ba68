package dev.skerry.handler.web.url;

/** The drive letters of Windows, which file URLs treat in their own way. */
final class DriveLetters {
  private DriveLetters() {}

  /** {@code C:} or {@code C|}. */
  static boolean is(CharSequence text) {
    return text.length() == 2
        && CodePoints.isAlpha(text.charAt(0))
        && (text.charAt(1) == ':' || text.charAt(1) == '|');
  }

  static boolean isNormalized(CharSequence text) {
    return is(text) && text.charAt(1) == ':';
  }

  /** Whether the code points begin with one, followed by the end or by {@code / \ ? #}. */
  static boolean begins(int[] input, int at) {
    if (input.length - at < 2
        || !CodePoints.isAlpha(input[at])
        || (input[at + 1] != ':' && input[at + 1] != '|')) {
      return false;
    }
    return input.length - at == 2 || "/\\?#".indexOf(input[at + 2]) >= 0;
  }
}

package dev.skerry.handler.testing;

import java.util.HexFormat;

/**
 * Text of others as it may be shown on a terminal: one line, bounded, without control characters.
 */
public final class Printable {
  private static final int MOST_CHARS = 400;

  private Printable() {}

  /** That text on one line; what is beyond the bound is left out, and an ellipsis says so. */
  public static String line(String text) {
    boolean fits = text.length() <= MOST_CHARS;
    StringBuilder line = new StringBuilder();
    (fits ? text : text.substring(0, MOST_CHARS)).chars().forEach(c -> append(line, (char) c));
    return fits ? line.toString() : line.append('…').toString();
  }

  private static void append(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
          line.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
          line.append(c);
        }
      }
    }
  }
}

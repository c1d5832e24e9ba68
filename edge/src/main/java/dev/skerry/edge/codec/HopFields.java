package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;

/**
 * The fields that a writer never takes from a header section: framing and connection are its own.
 */
final class HopFields {
  private HopFields() {}

  /**
   * Whether a writer leaves the name out. Told apart by length first, as this runs for each line.
   */
  static boolean isHop(String name) {
    return switch (name.length()) {
      case 2 -> name.equals(FieldNames.TE);
      case 4 -> name.equals(FieldNames.HOST);
      case 7 -> name.equals(FieldNames.UPGRADE);
      case 10 -> name.equals(FieldNames.CONNECTION) || name.equals(FieldNames.KEEP_ALIVE);
      case 14 -> name.equals(FieldNames.CONTENT_LENGTH) || name.equals("http2-settings");
      case 16 -> name.equals(FieldNames.PROXY_CONNECTION);
      case 17 -> name.equals(FieldNames.TRANSFER_ENCODING);
      default -> false;
    };
  }

  /** The number in {@code content-length} if there is a valid one, else -1. */
  static long contentLength(dev.skerry.http.Fields fields) {
    String text = fields.first(FieldNames.CONTENT_LENGTH);
    if (text == null || text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = 10 * length + digit;
    }
    return length;
  }
}

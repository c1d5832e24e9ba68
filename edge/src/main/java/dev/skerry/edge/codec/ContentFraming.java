package dev.skerry.edge.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides how the content of a message is delimited (RFC 9112 §6.3), as a {@link Framing}. */
final class ContentFraming {
  /** A length of more digits cannot be held, leading zeros or not. */
  private static final int MAX_LENGTH_DIGITS = 19;

  private ContentFraming() {}

  /** The framing of a request; refuses everything that two servers might read differently. */
  static long ofRequest(ConnectionFields head, boolean oldVersion) {
    String coding = head.transferEncoding();
    String length = head.contentLength();
    if (coding != null) {
      if (oldVersion) {
        throw Flaw.CODING_IN_OLD_VERSION.exception();
      }
      if (length != null) {
        throw Flaw.LENGTH_WITH_CODING.exception();
      }
      requireChunked(coding);
      return Framing.CHUNKED;
    }
    if (length == null) {
      return Framing.NONE;
    }
    if (head.contentLengths() > 1) {
      throw Flaw.REPEATED_CONTENT_LENGTH.exception();
    }
    return length(length);
  }

  /** The framing of a response that has content by its status and method. */
  static long ofResponse(ConnectionFields head, boolean oldVersion) {
    String coding = head.transferEncoding();
    String length = head.contentLength();
    if (coding != null) {
      if (oldVersion) {
        throw Flaw.CODING_IN_OLD_VERSION.exception();
      }
      if (length != null) {
        throw Flaw.LENGTH_WITH_CODING.exception();
      }
      return isMeaningless(coding) ? Framing.UNTIL_CLOSE : chunked(coding);
    }
    return length == null ? Framing.UNTIL_CLOSE : responseLength(head, length);
  }

  /**
   * The length that all Content-Length values of a response name; equal repetitions are allowed.
   */
  static long responseLength(ConnectionFields head, String length) {
    if (head.contentLengthsDiffer()) {
      throw Flaw.REPEATED_CONTENT_LENGTH.exception();
    }
    int comma = length.indexOf(',');
    if (comma < 0) {
      return length(length);
    }
    long first = length(length.substring(0, comma).strip());
    for (String other : length.substring(comma + 1).split(",", -1)) {
      if (length(other.strip()) != first) {
        throw Flaw.REPEATED_CONTENT_LENGTH.exception();
      }
    }
    return first;
  }

  /** A length as 1*DIGIT (RFC 9110 §8.6). */
  static long length(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
      throw Flaw.INVALID_CONTENT_LENGTH.exception();
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw Flaw.INVALID_CONTENT_LENGTH.exception();
      }
      length = 10 * length + digit;
      if (length < 0) {
        throw Flaw.INVALID_CONTENT_LENGTH.exception();
      }
    }
    return length;
  }

  private static long chunked(String codings) {
    requireChunked(codings);
    return Framing.CHUNKED;
  }

  /**
   * Whether a response names one coding that nobody has registered. As chunked does not come last,
   * its content ends with the connection (RFC 9112 §6.3), and no known coding was applied to it.
   */
  private static boolean isMeaningless(String coding) {
    return Octets.isToken(coding)
        && switch (coding.toLowerCase(Locale.ROOT)) {
          case "chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity" ->
              false;
          default -> true;
        };
  }

  private static void requireChunked(String codings) {
    if (codings.equalsIgnoreCase("chunked")) {
      return;
    }
    String[] list = codings.split(",", -1);
    for (int i = 0; i < list.length; i++) {
      String coding = list[i].strip();
      boolean last = i == list.length - 1;
      if (!Octets.isToken(coding) || coding.equalsIgnoreCase("chunked") != last) {
        throw Flaw.INVALID_TRANSFER_ENCODING.exception();
      }
    }
    throw Flaw.UNKNOWN_TRANSFER_CODING.exception();
  }
}

package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The request line while a head is parsed (RFC 9112 §3). One per parser, used again. */
final class RequestLine {
  static final int MAX_METHOD_LENGTH = 64;

  /** The longest line beside its target: method, two spaces, version. */
  static final int BESIDE_TARGET = MAX_METHOD_LENGTH + 10;

  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"
  };

  private final int maxTargetBytes;

  String method = "";
  String path = "";
  @Nullable String query;

  /** The authority as it stands in the target; null in origin-form and asterisk-form. */
  @Nullable String authority;

  HttpVersion version = HttpVersion.HTTP_1_1;

  RequestLine(int maxTargetBytes) {
    this.maxTargetBytes = maxTargetBytes;
  }

  /** Parses the line of that length at the start of the octets. */
  void parse(byte[] octets, int length) {
    int methodEnd = method(octets, length);
    int targetFrom = methodEnd + 1;
    int targetEnd = targetFrom;
    while (targetEnd < length && octets[targetEnd] != Octets.SP) {
      targetEnd++;
    }
    if (targetEnd - targetFrom > maxTargetBytes) {
      throw Flaw.TARGET_TOO_LONG.exception();
    }
    if (targetEnd == targetFrom || targetEnd == length) {
      throw refusal(octets, length);
    }
    version = version(octets, targetEnd + 1, length);
    target(octets, targetFrom, targetEnd);
  }

  /**
   * Why a line that has no three parts is refused: for a carriage return in it, or else its form.
   */
  private static FlawedMessageException refusal(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      if (octets[i] == Octets.CR) {
        return Flaw.BARE_CR.exception();
      }
    }
    return Flaw.INVALID_REQUEST_LINE.exception();
  }

  private int method(byte[] octets, int length) {
    int end = 0;
    while (end < length && Octets.isToken(octets[end])) {
      end++;
    }
    if (end == 0 || end > MAX_METHOD_LENGTH) {
      throw Flaw.INVALID_METHOD.exception();
    }
    if (end == length) {
      throw Flaw.INVALID_REQUEST_LINE.exception();
    }
    if (octets[end] != Octets.SP) {
      throw (octets[end] == Octets.CR ? Flaw.BARE_CR : Flaw.INVALID_METHOD).exception();
    }
    method = methodName(octets, end);
    return end;
  }

  private static String methodName(byte[] octets, int length) {
    for (String known : METHODS) {
      if (known.length() == length && startsWith(octets, 0, length, known)) {
        return known;
      }
    }
    return new String(octets, 0, length, ISO_8859_1);
  }

  /** A later minor version is taken for HTTP/1.1 (RFC 9110 §2.5). */
  private static HttpVersion version(byte[] octets, int from, int to) {
    if (to - from != 8
        || !startsWith(octets, from, to, "HTTP/")
        || !isDigit(octets[from + 5])
        || octets[from + 6] != '.'
        || !isDigit(octets[from + 7])) {
      for (int i = from; i < to; i++) {
        if (octets[i] == Octets.SP || octets[i] == Octets.CR) {
          throw refusal(octets, to);
        }
      }
      throw Flaw.INVALID_VERSION.exception();
    }
    if (octets[from + 5] != '1') {
      throw Flaw.UNSUPPORTED_VERSION.exception();
    }
    return octets[from + 7] == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
  }

  /** Parses a target that HTTP/2 allows: origin-form, or the asterisk of OPTIONS. */
  void originForm(String verb, byte[] target) {
    method = verb;
    if (target.length == 0 || (target[0] != '/' && target[0] != '*')) {
      throw Flaw.INVALID_PSEUDO_FIELD.exception();
    }
    target(target, 0, target.length);
  }

  private void target(byte[] octets, int from, int to) {
    authority = null;
    query = null;
    if (method.equals("CONNECT")) {
      authority = Authority.normalizeConnect(new String(octets, from, to - from, ISO_8859_1));
      path = "";
    } else if (octets[from] == '/') {
      pathAndQuery(octets, from, to);
    } else if (octets[from] == '*' && to - from == 1) {
      if (!method.equals("OPTIONS")) {
        throw Flaw.INVALID_TARGET_FORM.exception();
      }
      path = "*";
    } else {
      absolute(octets, from, to);
    }
  }

  /**
   * The absolute-form (RFC 9112 §3.2.2). The scheme must be ours, but says no more than the
   * connection.
   */
  private void absolute(byte[] octets, int from, int to) {
    int authorityFrom;
    if (startsWithIgnoreCase(octets, from, to, "http://")) {
      authorityFrom = from + 7;
    } else if (startsWithIgnoreCase(octets, from, to, "https://")) {
      authorityFrom = from + 8;
    } else {
      throw Octets.isPath(octets[from])
          ? Flaw.INVALID_TARGET_FORM.exception()
          : (octets[from] == Octets.CR ? Flaw.BARE_CR : Flaw.INVALID_TARGET).exception();
    }
    int end = authorityFrom;
    while (end < to && octets[end] != '/' && octets[end] != '?' && octets[end] != '#') {
      end++;
    }
    authority = new String(octets, authorityFrom, end - authorityFrom, ISO_8859_1);
    pathAndQuery(octets, end, to);
    if (path.isEmpty()) {
      path = method.equals("OPTIONS") && query == null ? "*" : "/";
    }
  }

  private void pathAndQuery(byte[] octets, int from, int to) {
    int end = from;
    while (end < to && octets[end] != '?') {
      if (!Octets.isPath(octets[end])) {
        throw (octets[end] == Octets.CR ? Flaw.BARE_CR : Flaw.INVALID_TARGET).exception();
      }
      if (octets[end] == '%' && !(end + 2 < to && hexPair(octets, end))) {
        throw Flaw.INVALID_TARGET.exception();
      }
      end++;
    }
    path = new String(octets, from, end - from, ISO_8859_1);
    if (end == to) {
      return;
    }
    for (int i = end + 1; i < to; i++) {
      if (!Octets.isQuery(octets[i])) {
        throw (octets[i] == Octets.CR ? Flaw.BARE_CR : Flaw.INVALID_TARGET).exception();
      }
    }
    query = new String(octets, end + 1, to - end - 1, ISO_8859_1);
  }

  private static boolean hexPair(byte[] octets, int percent) {
    return Octets.isHex(octets[percent + 1]) && Octets.isHex(octets[percent + 2]);
  }

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  static boolean startsWith(byte[] octets, int from, int to, String text) {
    if (to - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (octets[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithIgnoreCase(byte[] octets, int from, int to, String text) {
    if (to - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.toLowerCase((char) octets[from + i]) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

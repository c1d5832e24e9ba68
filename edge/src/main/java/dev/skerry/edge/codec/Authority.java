package dev.skerry.edge.codec;

import io.netty.util.NetUtil;
import java.util.Locale;

/** The host and port of a request, brought to one form (RFC 3986 §3.2, RFC 9110 §4.2). */
public final class Authority {
  private static final int MAX_HOST_LENGTH = 255;
  private static final int MAX_PORT = 65_535;

  private Authority() {}

  /**
   * The authority in lower case, without the scheme's default port, an empty port, or the dot that
   * may end a host name.
   *
   * @throws FlawedMessageException if it is not a host name, IPv4 address or IPv6 literal with an
   *     optional port; white space, user information and empty labels are refused
   */
  public static String normalize(String text, boolean secure) {
    int hostEnd = hostEnd(text);
    String host = host(text, hostEnd);
    if (hostEnd == text.length()) {
      return host;
    }
    int port = port(text, hostEnd + 1);
    return port < 0 || port == (secure ? 443 : 80) ? host : host + ':' + port;
  }

  /** The authority-form of CONNECT (RFC 9112 §3.2.3): host and port, both there. */
  static String normalizeConnect(String text) {
    int hostEnd = hostEnd(text);
    String host = host(text, hostEnd);
    int port = hostEnd == text.length() ? -1 : port(text, hostEnd + 1);
    if (port < 0) {
      throw Flaw.INVALID_TARGET_FORM.exception();
    }
    return host + ':' + port;
  }

  private static int hostEnd(String text) {
    if (text.startsWith("[")) {
      int bracket = text.indexOf(']');
      if (bracket < 0
          || (bracket + 1 < text.length() && text.charAt(bracket + 1) != ':')
          || !isIpv6(text.substring(1, bracket))) {
        throw Flaw.INVALID_HOST.exception();
      }
      return bracket + 1;
    }
    int colon = text.indexOf(':');
    return colon < 0 ? text.length() : colon;
  }

  private static boolean isIpv6(String address) {
    // A zone is of no meaning to another machine (RFC 9110 §4.2.1 takes the grammar without it).
    return address.indexOf('%') < 0 && NetUtil.isValidIpV6Address(address);
  }

  private static String host(String text, int end) {
    if (end == 0 || end > MAX_HOST_LENGTH) {
      throw Flaw.INVALID_HOST.exception();
    }
    if (text.charAt(0) == '[') {
      return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
    boolean upper = false;
    char before = '.';
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Octets.isHost(c) || (c == '.' && before == '.')) {
        throw Flaw.INVALID_HOST.exception();
      }
      upper |= c >= 'A' && c <= 'Z';
      before = c;
    }
    int length = before == '.' ? end - 1 : end;
    String host = length == text.length() ? text : text.substring(0, length);
    return upper ? host.toLowerCase(Locale.ROOT) : host;
  }

  private static int port(String text, int from) {
    if (from == text.length()) {
      return -1;
    }
    int port = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw Flaw.INVALID_HOST.exception();
      }
      port = 10 * port + digit;
      if (port > MAX_PORT) {
        throw Flaw.INVALID_HOST.exception();
      }
    }
    if (port == 0) {
      throw Flaw.INVALID_HOST.exception();
    }
    return port;
  }
}

package dev.skerry.edge.rules;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads addresses as forwarding fields write them. */
final class Addresses {
  private Addresses() {}

  /**
   * {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}; else
   * null.
   */
  static @Nullable InetAddress read(String text) {
    String host = text;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        return null;
      }
      host = text.substring(1, end);
    } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      int colon = text.indexOf(':');
      host = colon < 0 ? text : text.substring(0, colon);
    }
    boolean looksRight =
        host.indexOf(':') >= 0
            ? host.indexOf('%') < 0
            : host.chars().filter(c -> c == '.').count() == 3; // the JDK also reads 10.1
    if (!looksRight) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The address as one viewer's: of IPv6 the first 64 bits, which are one subscriber's (RFC 6177).
   */
  static String ofOneViewer(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] octets = address.getAddress();
    StringBuilder text = new StringBuilder(20);
    for (int i = 0; i < 8; i += 2) {
      text.append(Integer.toHexString((octets[i] & 0xFF) << 8 | (octets[i + 1] & 0xFF)))
          .append(':');
    }
    return text.append(":/64").toString();
  }
}

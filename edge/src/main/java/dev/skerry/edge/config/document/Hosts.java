package dev.skerry.edge.config.document;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.PoolConfig.Origin;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads hosts, ports and the URLs of origins. */
final class Hosts {
  private static final String BUCKET = "bucket:";

  private static final Pattern NAME =
      Pattern.compile(
          "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  private Hosts() {}

  /** A site's host: a name, {@code *.name} or {@code *}. */
  static String pattern(String text) {
    if (text.equals("*")) {
      return text;
    }
    if (text.startsWith("*.")) {
      String rest = text.substring(2);
      if (rest.indexOf('*') < 0) {
        return "*." + name(rest);
      }
    }
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "has a star that is not the leftmost label by itself, as in *.example.com");
    }
    return text.startsWith("[") ? '[' + name(text) + ']' : name(text);
  }

  /**
   * A name in lower case and ASCII (RFC 5890), or an address; an IPv6 address loses its brackets.
   */
  static String name(String text) {
    String inner =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (inner.indexOf(':') >= 0) {
      try {
        return InetAddress.ofLiteral(inner).getHostAddress();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("is no host; a port does not belong here", e);
      }
    }
    String ascii;
    try {
      ascii = IDN.toASCII(text.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no host name", e);
    }
    if (ascii.length() > 253 || !NAME.matcher(ascii).matches()) {
      throw new IllegalArgumentException("is no host name");
    }
    return ascii;
  }

  static String authority(String text) {
    HostPort parts = split(text, -1);
    String host = parts.host().indexOf(':') >= 0 ? '[' + parts.host() + ']' : parts.host();
    return parts.port() < 0 ? host : host + ':' + parts.port();
  }

  static HostPort hostPort(String text) {
    if (text.startsWith(":")) {
      return new HostPort("0.0.0.0", port(text.substring(1), 0));
    }
    HostPort parts = split(text, -1);
    if (parts.port() < 0) {
      throw new IllegalArgumentException("has no port");
    }
    return parts;
  }

  static Origin origin(String text) {
    if (text.startsWith(BUCKET)) {
      String name = bucket(text.substring(BUCKET.length()));
      return new Origin(true, BucketOrigin.host(name), 443, 1);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean secure = lower.startsWith("https://");
    if (!secure && !lower.startsWith("http://")) {
      throw new IllegalArgumentException("begins neither with http://, https:// nor bucket:");
    }
    String authority = text.substring(secure ? 8 : 7);
    if (authority.endsWith("/")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "holds a user or password; send authorization with request-headers");
    }
    if (authority.matches(".*[/?#].*")) {
      throw new IllegalArgumentException(
          "holds a path; an origin has none, a rule's rewrite can add a prefix");
    }
    HostPort parts = split(authority, secure ? 443 : 80);
    if (parts.port() == 0) {
      throw new IllegalArgumentException("has port 0");
    }
    if (BucketOrigin.bucket(parts.host()) != null) {
      throw new IllegalArgumentException("is a host that stands for a bucket; write bucket:NAME");
    }
    return new Origin(secure, parts.host(), parts.port(), 1);
  }

  /** A bucket's name, as S3 has them. */
  static String bucket(String text) {
    if (!text.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || text.contains("..")) {
      throw new IllegalArgumentException(
          "is no bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens, a letter or"
              + " a digit at both ends, no two dots together");
    }
    return text;
  }

  private static HostPort split(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']') && text.indexOf(':') == colon;
    boolean bracketed = text.startsWith("[");
    if (bracketed && colon > text.lastIndexOf(']')) {
      hasPort = true;
    }
    if (!hasPort) {
      return new HostPort(name(text), defaultPort);
    }
    return new HostPort(name(text.substring(0, colon)), port(text.substring(colon + 1), 0));
  }

  private static int port(String digits, int min) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Hosts::isDigit)) {
      throw new IllegalArgumentException("has no port from " + min + " to 65535");
    }
    int port = Integer.parseInt(digits);
    if (port > 65535) {
      throw new IllegalArgumentException("has no port from " + min + " to 65535");
    }
    return port;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}

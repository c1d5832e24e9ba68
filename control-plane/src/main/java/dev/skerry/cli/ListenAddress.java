package dev.skerry.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where to listen: {@code HOST:PORT}, {@code [IPV6]:PORT}, or {@code PORT} alone for this machine
 * only.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port 0 for any free one
 */
record ListenAddress(String host, int port) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || (host.indexOf(':') >= 0) != bracketed) {
      throw expected(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 0 || port > 65_535) {
        throw expected(text);
      }
      return new ListenAddress(host, port);
    } catch (NumberFormatException e) {
      throw expected(text);
    }
  }

  /** The socket address; the name is resolved now. */
  InetSocketAddress resolve() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /**
   * Whether only this machine reaches it; true for names that do not resolve, which nobody does.
   */
  boolean isLoopback() {
    try {
      return resolve().getAddress().isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  private static IllegalArgumentException expected(String text) {
    return new IllegalArgumentException(
        "expected HOST:PORT (as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:80), found '" + text + "'");
  }
}

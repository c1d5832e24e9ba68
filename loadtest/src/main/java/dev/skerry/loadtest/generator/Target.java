package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.terminal.Stop;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked for: an address, and a path with places for a key and a size.
 *
 * @param authority the host, with its port where the URL has one
 * @param path with {@code {key}} and {@code {size}}
 */
record Target(boolean encrypted, String host, int port, String authority, String path) {
  static final String KEY = "{key}";
  static final String SIZE = "{size}";

  /** Reads a URL of http or https. */
  static Target parse(String url) {
    String readable = url.replace(KEY, "(key)").replace(SIZE, "(size)");
    try {
      URI uri = URI.create(readable);
      boolean encrypted = "https".equals(uri.getScheme());
      if (uri.getHost() == null || !(encrypted || "http".equals(uri.getScheme()))) {
        throw expected(url);
      }
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      if (uri.getRawQuery() != null) {
        path += "?" + uri.getRawQuery();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? 443 : 80;
      return new Target(
          encrypted,
          uri.getHost(),
          port,
          uri.getRawAuthority(),
          path.replace("(key)", KEY).replace("(size)", SIZE));
    } catch (IllegalArgumentException e) {
      throw expected(url);
    }
  }

  private static Stop expected(String url) {
    return Stop.usage("expected a URL as http://127.0.0.1:8080/{size}/{key}, found '" + url + "'");
  }

  boolean hasKey() {
    return path.contains(KEY);
  }

  boolean hasSize() {
    return path.contains(SIZE);
  }

  /** The address; the name is resolved now. */
  InetSocketAddress address() {
    return new InetSocketAddress(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
  }

  /** The path of one request. */
  String path(Ask ask) {
    return path.replace(KEY, Long.toString(ask.key())).replace(SIZE, Long.toString(ask.size()));
  }

  /** A request's head for HTTP/1.1 up to the path, and from the end of the path on. */
  byte[][] around(List<String> fields) {
    StringBuilder rest = new StringBuilder(" HTTP/1.1\r\nHost: " + authority + "\r\n");
    fields.forEach(field -> rest.append(field).append("\r\n"));
    return new byte[][] {
      "GET ".getBytes(StandardCharsets.US_ASCII),
      rest.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1)
    };
  }
}

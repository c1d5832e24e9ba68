package dev.skerry.edge.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads what an operator writes to name a stored response's URL, with a scheme or without one. */
final class TargetUrl {
  private TargetUrl() {}

  /**
   * The host, and the port if it was given, in lower case.
   *
   * @throws IllegalArgumentException if it is not just that; the message says why
   */
  static String authority(String text) {
    String url = withoutScheme(text);
    int slash = url.indexOf('/');
    if (slash != url.length() - 1 || text.indexOf('/') >= 0) {
      throw new IllegalArgumentException("expected a host, as example.com, found '" + text + "'");
    }
    return url.substring(0, slash);
  }

  /**
   * The authority (host in lower case, port unless it is the scheme's default), path and query:
   * {@code HTTPS://Example.com:443/a?b} and {@code example.com/a?b} are {@code example.com/a?b}.
   *
   * @throws IllegalArgumentException if it is no such URL; the message says why
   */
  static String withoutScheme(String text) {
    boolean hasScheme =
        text.regionMatches(true, 0, "http:", 0, 5) || text.regionMatches(true, 0, "https:", 0, 6);
    try {
      URI uri = new URI(hasScheme ? text : "any://" + text);
      if (uri.getHost() == null
          || uri.getRawAuthority().endsWith(":")
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "expected https://host/path or host/path, found '" + text + "'");
      }
      String scheme = hasScheme ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
      boolean usual =
          (scheme.equals("http") && uri.getPort() == 80)
              || (scheme.equals("https") && uri.getPort() == 443);
      String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return uri.getHost().toLowerCase(Locale.ROOT) + port + path + query;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
    }
  }
}

package dev.skerry.edge.semantics;

import dev.skerry.http.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An absolute {@code http} or {@code https} URI without fragment, in the parts of which cache keys
 * are made.
 *
 * @param scheme in lower case
 * @param authority host in lower case, with the port if it is not the scheme's default
 * @param path begins with {@code /}, without dot segments
 * @param query without its question mark; null if there is none
 */
public record UriReference(String scheme, String authority, String path, @Nullable String query) {

  /** The target URI of a request. */
  public static UriReference of(Request request) {
    return new UriReference(
        request.scheme(),
        withoutDefaultPort(request.scheme(), request.authority()),
        request.path(),
        request.query());
  }

  /** Whether the other one has the same origin: scheme, host and port (RFC 9110 §4.3.1). */
  public boolean hasSameOrigin(UriReference other) {
    return scheme.equals(other.scheme) && authority.equals(other.authority);
  }

  /**
   * Resolves a reference against this one (RFC 3986 §5.2).
   *
   * @return null if the result is no HTTP URI or the reference is malformed
   */
  public @Nullable UriReference resolve(String reference) {
    if (!isClean(reference)) {
      return null;
    }
    int hash = reference.indexOf('#');
    String ref = hash < 0 ? reference : reference.substring(0, hash);
    int colon = schemeEnd(ref);
    if (colon > 0) {
      String newScheme = ref.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!newScheme.equals("http") && !newScheme.equals("https")) {
        return null;
      }
      return ref.startsWith("//", colon + 1) ? absolute(newScheme, ref.substring(colon + 3)) : null;
    }
    if (ref.startsWith("//")) {
      return absolute(scheme, ref.substring(2));
    }
    int mark = ref.indexOf('?');
    String refPath = mark < 0 ? ref : ref.substring(0, mark);
    String refQuery = mark < 0 ? null : ref.substring(mark + 1);
    if (refPath.isEmpty()) {
      return new UriReference(scheme, authority, path, mark < 0 ? query : refQuery);
    }
    String joined =
        refPath.startsWith("/") ? refPath : path.substring(0, path.lastIndexOf('/') + 1) + refPath;
    return new UriReference(scheme, authority, withoutDots(joined), refQuery);
  }

  private static @Nullable UriReference absolute(String scheme, String rest) {
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
      end++;
    }
    String authority = rest.substring(0, end).toLowerCase(Locale.ROOT);
    if (authority.isEmpty() || authority.indexOf('@') >= 0) {
      return null;
    }
    int mark = rest.indexOf('?', end);
    String path = rest.substring(end, mark < 0 ? rest.length() : mark);
    return new UriReference(
        scheme,
        withoutDefaultPort(scheme, authority),
        path.isEmpty() ? "/" : withoutDots(path),
        mark < 0 ? null : rest.substring(mark + 1));
  }

  /**
   * Removes {@code .} and {@code ..} segments (RFC 3986 §5.2.4) of a path that begins with a slash.
   */
  static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path.startsWith("/") ? path : "/" + path;
    }
    StringBuilder out = new StringBuilder(path.length());
    int from = path.startsWith("/") ? 1 : 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      boolean last = slash < 0;
      String segment = path.substring(from, end);
      if (segment.equals("..")) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      } else if (!segment.equals(".")) {
        out.append('/').append(segment);
      }
      if (last && (segment.equals(".") || segment.equals(".."))) {
        out.append('/');
      }
      from = end + 1;
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static boolean isClean(String reference) {
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c <= ' ' || c == 0x7f || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** The index of the colon that ends a scheme, or -1 if the reference has none. */
  private static int schemeEnd(String ref) {
    for (int i = 0; i < ref.length(); i++) {
      char c = ref.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!alpha && (i == 0 || !other)) {
        return -1;
      }
    }
    return -1;
  }

  private static String withoutDefaultPort(String scheme, String authority) {
    String port = scheme.equals("https") ? ":443" : ":80";
    if (authority.endsWith(port)) {
      return authority.substring(0, authority.length() - port.length());
    }
    return authority.endsWith(":") ? authority.substring(0, authority.length() - 1) : authority;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + path + (query == null ? "" : "?" + query);
  }
}

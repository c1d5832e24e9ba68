package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * The one form of a path that rules match, cache keys hold and origins see (RFC 3986 §6.2.2).
 *
 * <p>Dot segments are removed, percent-encodings of unreserved characters are decoded, hex digits
 * of all others are in upper case. Everything else stays as it was sent: an encoded slash is no
 * separator, and two slashes are not one. So what was matched and stored is what the origin is
 * asked for, and nobody can pass a rule in another spelling.
 */
public final class NormalPath {
  private NormalPath() {}

  /**
   * The normal form of a path, or null where its dot segments lead above the root; the answer to
   * that is 400. The same instance where nothing has to be changed. {@code *} and the empty path
   * stay.
   */
  public static @Nullable String of(String path) {
    if (isNormal(path)) {
      return path;
    }
    String decoded = path.indexOf('%') < 0 ? path : decodeUnreserved(path);
    return decoded.contains("/.") ? withoutDotSegments(decoded) : decoded;
  }

  /** The path with every run of slashes as one: what patterns are matched with. */
  public static String mergeSlashes(String path) {
    int at = path.indexOf("//");
    if (at < 0) {
      return path;
    }
    StringBuilder merged = new StringBuilder(path.length()).append(path, 0, at + 1);
    for (int i = at + 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || merged.charAt(merged.length() - 1) != '/') {
        merged.append(c);
      }
    }
    return merged.toString();
  }

  private static boolean isNormal(String path) {
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' || (c == '.' && before == '/')) {
        return false;
      }
      before = c;
    }
    return true;
  }

  private static String decodeUnreserved(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int octet = c == '%' ? Percent.octet(path, i) : -1;
      if (octet < 0) {
        out.append(c);
        continue;
      }
      if (Percent.isUnreserved(octet)) {
        out.append((char) octet);
      } else {
        Percent.append(out, octet);
      }
      i += 2;
    }
    return out.toString();
  }

  /** RFC 3986 §5.2.4, but above the root there is nothing. */
  private static @Nullable String withoutDotSegments(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int i = 0;
    while (i < path.length()) {
      int next = path.indexOf('/', i + 1);
      int end = next < 0 ? path.length() : next;
      boolean dot = end - i == 2 && path.charAt(i + 1) == '.';
      boolean dots = end - i == 3 && path.charAt(i + 1) == '.' && path.charAt(i + 2) == '.';
      if (dots) {
        int parent = out.lastIndexOf("/");
        if (parent < 0) {
          return null;
        }
        out.setLength(parent);
      } else if (!dot) {
        out.append(path, i, end);
      }
      if ((dot || dots) && next < 0) {
        out.append('/');
      }
      i = end;
    }
    return out.toString();
  }
}

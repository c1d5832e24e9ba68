package dev.skerry.handler.web.url;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A URL in its parts (URL Standard, "URL record"). Mutable; of one parse or change. */
final class UrlRecord {
  String scheme = "";
  String username = "";
  String password = "";

  /** As it is written; empty for the empty host; null for none. */
  @Nullable String host;

  /** Less than 0 for the scheme's default. */
  int port = -1;

  /** Segments; not used where the path is opaque. */
  final List<String> path = new ArrayList<>();

  /** The whole path of a URL such as {@code mailto:a@b.c}, or null. */
  @Nullable StringBuilder opaquePath;

  @Nullable String query;
  @Nullable String fragment;

  boolean isSpecial() {
    return Schemes.isSpecial(scheme);
  }

  boolean hasCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  boolean cannotHaveCredentialsOrPort() {
    return host == null || host.isEmpty() || scheme.equals("file");
  }

  /** Takes the last segment away (URL Standard, "shorten a url's path"). */
  void shorten() {
    boolean isDrive =
        scheme.equals("file") && path.size() == 1 && DriveLetters.isNormalized(path.getFirst());
    if (!isDrive && !path.isEmpty()) {
      path.removeLast();
    }
  }

  /** Takes user, host, port, path and query from another one. */
  void takeAllButFragment(UrlRecord from) {
    scheme = from.scheme;
    takeAuthority(from);
    path.clear();
    path.addAll(from.path);
    opaquePath = from.opaquePath == null ? null : new StringBuilder(from.opaquePath);
    query = from.query;
  }

  void takeAuthority(UrlRecord from) {
    username = from.username;
    password = from.password;
    host = from.host;
    port = from.port;
  }

  // ---- how it is written

  String pathname() {
    if (opaquePath != null) {
      return opaquePath.toString();
    }
    StringBuilder text = new StringBuilder();
    for (String segment : path) {
      text.append('/').append(segment);
    }
    return text.toString();
  }

  /** Host and port; empty for none. */
  String authority() {
    String name = host == null ? "" : host;
    return port < 0 ? name : name + ':' + port;
  }

  String href() {
    StringBuilder text = new StringBuilder(64).append(scheme).append(':');
    if (host != null) {
      text.append("//");
      if (hasCredentials()) {
        text.append(username);
        if (!password.isEmpty()) {
          text.append(':').append(password);
        }
        text.append('@');
      }
      text.append(authority());
    } else if (opaquePath == null && path.size() > 1 && path.getFirst().isEmpty()) {
      text.append("/.");
    }
    text.append(pathname());
    if (query != null) {
      text.append('?').append(query);
    }
    return fragment == null ? text.toString() : text.append('#').append(fragment).toString();
  }

  String origin() {
    if (scheme.equals("blob")) {
      UrlRecord inner = UrlParser.parse(pathname(), null);
      return inner != null && inner.scheme.matches("https?") ? inner.origin() : "null";
    }
    return isSpecial() && !scheme.equals("file") ? scheme + "://" + authority() : "null";
  }
}

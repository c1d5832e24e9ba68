package dev.skerry.handler.web.url;

import dev.skerry.handler.web.url.UrlParser.State;
import org.jspecify.annotations.Nullable;

/** A URL as scripts see one (URL Standard §6.1, "URL class"): its texts, and a copy changed. */
public final class WebUrl {
  private final UrlRecord url;

  private WebUrl(UrlRecord url) {
    this.url = url;
  }

  /**
   * Parses a URL.
   *
   * @param base what a relative one is relative to; null for none
   * @return null if either is no URL
   */
  public static @Nullable WebUrl parse(String text, @Nullable String base) {
    UrlRecord from = base == null ? null : UrlParser.parse(base, null);
    if (base != null && from == null) {
      return null;
    }
    UrlRecord url = UrlParser.parse(text, from);
    return url == null ? null : new WebUrl(url);
  }

  public String href() {
    return url.href();
  }

  public String scheme() {
    return url.scheme;
  }

  /** Host and port; empty for none. */
  public String authority() {
    return url.authority();
  }

  public String pathname() {
    return url.pathname();
  }

  /** Without its question mark; null where there is none. */
  public @Nullable String query() {
    return url.query;
  }

  public boolean hasCredentials() {
    return url.hasCredentials();
  }

  /**
   * All its parts, a line for each: href, origin, protocol, username, password, host, hostname,
   * port, pathname, search, hash.
   */
  public String lines() {
    return String.join(
        "\n",
        url.href(),
        url.origin(),
        url.scheme + ':',
        url.username,
        url.password,
        url.authority(),
        url.host == null ? "" : url.host,
        url.port < 0 ? "" : Integer.toString(url.port),
        url.pathname(),
        url.query == null || url.query.isEmpty() ? "" : '?' + url.query,
        url.fragment == null || url.fragment.isEmpty() ? "" : '#' + url.fragment);
  }

  /**
   * Sets a part as the setter of that name does; what is none for it changes nothing.
   *
   * @param part {@code protocol}, {@code username} …, as scripts name it
   */
  public WebUrl set(String part, String value) {
    switch (part) {
      case "protocol" -> change(value + ':', State.SCHEME_START);
      case "username", "password" -> credentials(part.equals("username"), value);
      case "host" -> host(value, State.HOST);
      case "hostname" -> host(value, State.HOSTNAME);
      case "port" -> port(value);
      case "pathname" -> pathname(value);
      case "search" -> query(value);
      case "hash" -> fragment(value);
      default -> throw new IllegalArgumentException("a URL has no part " + part);
    }
    return this;
  }

  /**
   * A part that is refused may have been changed before the end of its text, as in the standard.
   */
  private void change(String value, State from) {
    var _ = UrlParser.change(url, value, from);
  }

  private void credentials(boolean ofUser, String value) {
    if (url.cannotHaveCredentialsOrPort() || value.length() > UrlParser.LENGTH_MAX) {
      return;
    }
    String encoded = PercentEncoding.encode(value, PercentEncoding.USERINFO);
    if (ofUser) {
      url.username = encoded;
    } else {
      url.password = encoded;
    }
  }

  private void host(String value, State from) {
    if (url.opaquePath == null) {
      change(value, from);
    }
  }

  private void port(String value) {
    if (url.cannotHaveCredentialsOrPort()) {
      return;
    }
    if (value.isEmpty()) {
      url.port = -1;
    } else {
      change(value, State.PORT);
    }
  }

  private void pathname(String value) {
    if (url.opaquePath == null && value.length() <= UrlParser.LENGTH_MAX) {
      url.path.clear();
      change(value, State.PATH_START);
    }
  }

  private void query(String value) {
    if (value.isEmpty()) {
      url.query = null;
      return;
    }
    url.query = "";
    change(value.startsWith("?") ? value.substring(1) : value, State.QUERY);
  }

  private void fragment(String value) {
    if (value.isEmpty()) {
      url.fragment = null;
      return;
    }
    url.fragment = "";
    change(value.startsWith("#") ? value.substring(1) : value, State.FRAGMENT);
  }
}

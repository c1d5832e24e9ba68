package dev.skerry.http;

import org.jspecify.annotations.Nullable;

/**
 * The head of a request (RFC 9110 §6): control data and header section, without its content.
 *
 * <p>Mutable, owned by one exchange. The header section never holds what belongs to one connection
 * only ({@code connection} and the fields it names, {@code keep-alive}, {@code proxy-connection},
 * {@code transfer-encoding}, {@code te} other than {@code trailers}, {@code upgrade}, {@code
 * host}): the parsers take these out. {@code content-length} stays, if it was sent.
 */
public final class Request {
  private String method;
  private String scheme;
  private String authority;
  private String path;
  private @Nullable String query;
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private Fields fields;
  private boolean hasContent;
  private @Nullable String upgrade;

  /**
   * Makes a request without content.
   *
   * @param method case-sensitive, as {@code GET}
   * @param scheme {@code http} or {@code https}
   * @param authority host and port if not the scheme's default, the host in lower case; empty only
   *     where HTTP/1.0 sent none
   * @param path as sent, not decoded, begins with {@code /}; or {@code *} for OPTIONS; empty for
   *     CONNECT
   * @param query as sent, without its question mark; null if there is no question mark
   * @param fields the header section; owned by the request from now on
   */
  public Request(
      String method,
      String scheme,
      String authority,
      String path,
      @Nullable String query,
      Fields fields) {
    this.method = method;
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fields = fields;
  }

  public String method() {
    return method;
  }

  public Request method(String value) {
    method = value;
    return this;
  }

  public String scheme() {
    return scheme;
  }

  public Request scheme(String value) {
    scheme = value;
    return this;
  }

  public String authority() {
    return authority;
  }

  public Request authority(String value) {
    authority = value;
    return this;
  }

  /** The authority without its port; an IPv6 literal keeps its brackets. */
  public String host() {
    int colon = authority.lastIndexOf(':');
    return colon < 0 || authority.indexOf(']') > colon ? authority : authority.substring(0, colon);
  }

  public String path() {
    return path;
  }

  public Request path(String value) {
    path = value;
    return this;
  }

  public @Nullable String query() {
    return query;
  }

  public Request query(@Nullable String value) {
    query = value;
    return this;
  }

  /** Path and query in origin-form (RFC 9112 §3.2.1). */
  public String target() {
    return query == null ? path : path + '?' + query;
  }

  /** The version in which the viewer sent it. */
  public HttpVersion version() {
    return version;
  }

  public Request version(HttpVersion value) {
    version = value;
    return this;
  }

  public Fields fields() {
    return fields;
  }

  public Request fields(Fields value) {
    fields = value;
    return this;
  }

  /** Whether content follows (of the length in {@code content-length}, or of unknown length). */
  public boolean hasContent() {
    return hasContent;
  }

  public Request hasContent(boolean value) {
    hasContent = value;
    return this;
  }

  /** The protocols to which the viewer wants to switch (RFC 9110 §7.8), or null. */
  public @Nullable String upgrade() {
    return upgrade;
  }

  public Request upgrade(@Nullable String value) {
    upgrade = value;
    return this;
  }

  /** A copy that shares nothing mutable with this one. */
  public Request copy() {
    return new Request(method, scheme, authority, path, query, fields.copy())
        .version(version)
        .hasContent(hasContent)
        .upgrade(upgrade);
  }

  @Override
  public String toString() {
    return method + ' ' + scheme + "://" + authority + target();
  }
}

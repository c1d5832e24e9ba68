package dev.skerry.edge.cache;

import org.jspecify.annotations.Nullable;

/**
 * The primary cache key (RFC 9111 §2): everything that tells one stored thing from another, except
 * what {@code Vary} selects by.
 *
 * <p>Two keys are equal if site, scheme, URL and extra parts are. The URL part, without scheme, is
 * also what a purge by URL or prefix names.
 */
public final class CacheKey {
  private final String site;
  private final String scheme;
  private final String url;
  private final @Nullable String extra;
  private final int hash;

  /**
   * Makes a key.
   *
   * @param site the site's name
   * @param scheme {@code http} or {@code https}
   * @param url authority, path and, after a question mark, the part of the query that counts
   * @param extra the header fields and cookies that the site's key policy adds, one string; null if
   *     none
   */
  public CacheKey(String site, String scheme, String url, @Nullable String extra) {
    this.site = site;
    this.scheme = scheme;
    this.url = url;
    this.extra = extra;
    int h = 31 * site.hashCode() + scheme.hashCode();
    h = 31 * h + url.hashCode();
    this.hash = extra == null ? h : 31 * h + extra.hashCode();
  }

  public String site() {
    return site;
  }

  /** Authority, path and query, without the scheme. */
  public String url() {
    return url;
  }

  /** What this key costs in the index, in bytes: its strings and their headers. */
  int weight() {
    return 96 + url.length() + (extra == null ? 0 : 24 + extra.length());
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof CacheKey other
        && hash == other.hash
        && url.equals(other.url)
        && scheme.equals(other.scheme)
        && site.equals(other.site)
        && (extra == null ? other.extra == null : extra.equals(other.extra));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The key as {@code explain} and {@code Cache-Status} show it. */
  @Override
  public String toString() {
    return site + ' ' + scheme + "://" + url + (extra == null ? "" : " " + extra);
  }
}

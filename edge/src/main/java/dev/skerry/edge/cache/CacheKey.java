package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The primary cache key (RFC 9111 §2): everything that tells one stored thing from another, except
 * what {@code Vary} selects by.
 *
 * <p>Two keys are equal if site, scheme, URL and extra parts are. The URL part, without scheme, is
 * also what a purge by URL or prefix names.
 *
 * <p>Kept small, as there is one for each stored thing: all but the site in one array.
 */
public final class CacheKey {
  private static final int OWN_BYTES = 24;
  private static final int ARRAY_OVERHEAD = 20;

  /** In no scheme, URL or field value. */
  private static final byte BETWEEN = '\n';

  private final String site;

  /** URL, scheme and extra parts, with {@link #BETWEEN} between them. */
  private final byte[] text;

  private final int hash;

  /**
   * Makes a key.
   *
   * @param site the site's name
   * @param scheme {@code http} or {@code https}, or one text for both
   * @param url authority, path and, after a question mark, the part of the query that counts
   * @param extra the header fields and cookies that the site's key policy adds, one string; null if
   *     none
   */
  public CacheKey(String site, String scheme, String url, @Nullable String extra) {
    this.site = site;
    this.text = text(url, scheme, extra);
    this.hash = 31 * site.hashCode() + Arrays.hashCode(text);
  }

  private static byte[] text(String url, String scheme, @Nullable String extra) {
    String all = url + '\n' + scheme;
    return (extra == null ? all : all + '\n' + extra).getBytes(UTF_8);
  }

  public String site() {
    return site;
  }

  /** Authority, path and query, without the scheme; made at every call. */
  public String url() {
    return new String(text, 0, endOfPart(0), UTF_8);
  }

  /** The scheme as it was given; made at every call. */
  public String scheme() {
    int start = endOfPart(0) + 1;
    return new String(text, start, endOfPart(start) - start, UTF_8);
  }

  /** The extra parts as they were given, or null if none; made at every call. */
  public @Nullable String extra() {
    int start = endOfPart(endOfPart(0) + 1) + 1;
    return start > text.length ? null : new String(text, start, text.length - start, UTF_8);
  }

  private int endOfPart(int from) {
    int end = from;
    while (end < text.length && text[end] != BETWEEN) {
      end++;
    }
    return end;
  }

  /** What this key costs on the heap, in bytes. */
  int weight() {
    return OWN_BYTES + ARRAY_OVERHEAD + text.length;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o
        || (o instanceof CacheKey other
            && hash == other.hash
            && Arrays.equals(text, other.text)
            && site.equals(other.site));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The key as {@code explain} and {@code Cache-Status} show it. */
  @Override
  public String toString() {
    String extra = extra();
    return site + ' ' + scheme() + "://" + url() + (extra == null ? "" : " " + extra);
  }
}

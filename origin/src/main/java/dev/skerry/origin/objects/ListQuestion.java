package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a bucket is to be listed.
 *
 * @param prefix with which keys begin
 * @param delimiter up to which, behind the prefix, keys are rolled up into common prefixes; empty
 *     for not at all
 * @param after behind which place, null for the beginning; a common prefix that is not greater than
 *     its key is not listed
 * @param limit at most so many keys and common prefixes, 0 or more
 */
public record ListQuestion(String prefix, String delimiter, @Nullable Position after, int limit) {
  /** The first so many of all. */
  public static ListQuestion first(int limit) {
    return new ListQuestion("", "", null, limit);
  }

  /** The same behind a place. */
  public ListQuestion after(@Nullable Position place) {
    return new ListQuestion(prefix, delimiter, place, limit);
  }

  /** The same of keys that begin so. */
  public ListQuestion under(String begin) {
    return new ListQuestion(begin, delimiter, after, limit);
  }

  /** The same rolled up. */
  public ListQuestion rolledUp(String at) {
    return new ListQuestion(prefix, at, after, limit);
  }

  /**
   * A place in a listing.
   *
   * @param key or common prefix; one that ends with U+0000 is the place right before the keys that
   *     begin with it, which a page that found too little to list may end at
   * @param id of the version or upload of the key, as text; null for behind all of the key
   */
  public record Position(String key, @Nullable String id) {
    /** Behind a key. */
    public static Position behind(String key) {
      return new Position(key, null);
    }
  }
}

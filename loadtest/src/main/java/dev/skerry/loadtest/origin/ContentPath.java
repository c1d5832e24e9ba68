package dev.skerry.loadtest.origin;

import org.jspecify.annotations.Nullable;

/**
 * What a path asks for.
 *
 * @param stored whether caches may keep it
 * @param slow whether it comes at a limited rate
 * @param size bytes of content
 * @param key which content; the rest of the path, the query included
 */
record ContentPath(boolean stored, boolean slow, long size, String key) {
  private static final String PASS = "/pass/";
  private static final String SLOW = "/slow/";

  /** Reads {@code [/pass|/slow]/SIZE/KEY}; null if it is something else. */
  static @Nullable ContentPath parse(String path) {
    boolean pass = path.startsWith(PASS);
    boolean slow = path.startsWith(SLOW);
    String rest = pass || slow ? path.substring(PASS.length()) : path.substring(1);
    int slash = rest.indexOf('/');
    if (slash < 1) {
      return null;
    }
    try {
      return new ContentPath(
          !pass, slow, ByteCount.parse(rest.substring(0, slash)), rest.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A strong validator: the content follows from size and key. */
  String etag() {
    return '"' + Long.toHexString(size) + '-' + Integer.toHexString(key.hashCode()) + '"';
  }
}

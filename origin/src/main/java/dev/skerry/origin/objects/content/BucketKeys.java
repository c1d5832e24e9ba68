package dev.skerry.origin.objects.content;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under which keys contents are in a bucket: {@code content/XX/ID}, XX the last two digits of the
 * id, which are by chance, so that a service that shares its work out by keys can do so.
 */
final class BucketKeys {
  /** Of all keys of contents. */
  static final String PREFIX = "content/";

  private static final int DIGITS = 2;
  private static final Pattern KEY = Pattern.compile("content/[0-9a-f]{2}/([0-9a-f]{32})");

  private BucketKeys() {}

  static String of(ContentId id) {
    String name = id.toString().toLowerCase(Locale.ROOT);
    return PREFIX + name.substring(name.length() - DIGITS) + "/" + name;
  }

  /** The content of a key; empty for a key that is none's. */
  static Optional<ContentId> id(String key) {
    return Optional.of(KEY.matcher(key))
        .filter(matcher -> matcher.matches())
        .map(matcher -> ContentId.of(matcher.group(1)))
        .filter(id -> of(id).equals(key));
  }
}

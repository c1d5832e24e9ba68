package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import org.jspecify.annotations.Nullable;

/** Which keys belong together, so that what was read of them is forgotten together. */
@FunctionalInterface
public interface Grouping {
  /** No key belongs to a group. */
  Grouping NONE = key -> 0;

  /**
   * How many octets of a key are its group's: all keys of a group begin with them, and no other key
   * does. 0 where a key is in no group, or is too short to tell.
   */
  int length(Key key);

  /** The group of a key, as what its keys begin with; null for none. */
  default @Nullable Key of(Key key) {
    int length = length(key);
    return length == 0 ? null : key.first(length);
  }

  /** The group that has every key of a range; null for none. */
  default @Nullable Key of(Range range) {
    Key group = of(range.from());
    return group != null && range.to().compareTo(group.afterPrefix()) <= 0 ? group : null;
  }
}

package dev.skerry.edge.exchange;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tags of what handlers have read in tables and buckets while one response was made: a change
 * of any of it purges the response. As many as the handlers' limits let them ask. Safe for several
 * threads.
 */
final class ReadTags {
  private final Set<String> tags = new LinkedHashSet<>();

  /** Notes some more. */
  synchronized void add(Collection<String> more) {
    tags.addAll(more);
  }

  /** Those that were noted until now. */
  synchronized Set<String> all() {
    return new LinkedHashSet<>(tags);
  }

  /** Whether nothing was read. */
  synchronized boolean isEmpty() {
    return tags.isEmpty();
  }
}

package dev.skerry.origin.objects;

import dev.skerry.origin.objects.content.OpenContent;

/** What there is under a key, or under a version of it. To be closed. */
public sealed interface Lookup extends AutoCloseable {
  @Override
  default void close() {}

  /** No such key, or no such version of it. */
  record Nothing() implements Lookup {}

  /** That it was deleted. */
  record Marked(DeleteMarker marker) implements Lookup {}

  /** An object, which stays readable until this is closed. */
  record Open(ObjectVersion version, OpenContent content) implements Lookup {
    @Override
    public void close() {
      content.close();
    }
  }
}

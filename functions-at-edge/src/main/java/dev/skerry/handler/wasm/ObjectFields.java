package dev.skerry.handler.wasm;

import dev.skerry.http.Fields;
import java.util.Set;

/** The fields that say something of an object in a bucket, of those of a message. */
final class ObjectFields {
  /** Those that whoever puts it says, besides {@link #METADATA}. */
  static final Set<String> GIVEN =
      Set.of(
          "content-type",
          "content-language",
          "content-disposition",
          "content-encoding",
          "cache-control");

  /** What the names of its own fields begin with. */
  static final String METADATA = "x-amz-meta-";

  private static final Set<String> FOUND = Set.of("etag", "last-modified", "content-length");

  private ObjectFields() {}

  /** Whether it is one that may be said of an object that is put. */
  static boolean isGiven(String name) {
    return GIVEN.contains(name) || name.startsWith(METADATA);
  }

  /** Those of an answer that are about the object. */
  static Fields of(Fields answer) {
    Fields fields = new Fields();
    answer.forEach(
        (name, value) -> {
          if (isGiven(name) || FOUND.contains(name)) {
            fields.add(name, value);
          }
        });
    return fields;
  }
}

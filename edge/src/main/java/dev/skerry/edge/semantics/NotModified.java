package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;

/** Makes the header section of a 304 (RFC 9110 §15.4.5). */
public final class NotModified {
  private NotModified() {}

  /**
   * The stored fields without those that describe the content the viewer already has: what remains
   * guides its cache ({@code ETag}, {@code Date}, {@code Vary}, {@code Cache-Control}, …) or is no
   * metadata of the representation at all.
   *
   * @return not frozen
   */
  public static Fields fields(Fields stored) {
    Fields fields = new Fields();
    for (int i = 0; i < stored.size(); i++) {
      if (!describesContent(stored.name(i))) {
        fields.add(stored.name(i), stored.value(i));
      }
    }
    return fields;
  }

  private static boolean describesContent(String name) {
    return switch (name) {
      case FieldNames.CONTENT_LENGTH,
          FieldNames.CONTENT_TYPE,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_LANGUAGE,
          FieldNames.CONTENT_RANGE,
          FieldNames.TRAILER,
          "content-md5",
          "content-digest",
          "content-disposition" ->
          true;
      default -> false;
    };
  }
}

package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;

/** The header section of a 304 (RFC 9110 §15.4.5). */
public final class NotModified {
  private NotModified() {}

  /**
   * Whether a stored field of that name belongs into it: not one that describes the content which
   * the viewer already has. What remains guides its cache ({@code ETag}, {@code Date}, {@code
   * Vary}, {@code Cache-Control}, …) or is no metadata of the representation at all.
   *
   * @param name in lower case
   */
  public static boolean has(String name) {
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
          false;
      default -> true;
    };
  }
}

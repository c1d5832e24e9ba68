package dev.skerry.handler.text;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.util.List;

/**
 * What a response says of its content (RFC 9110 §8 and §14, RFC 9530), when a handler puts other
 * content in its place.
 */
public final class ReplacedContent {
  private static final List<String> ABOUT_CONTENT =
      List.of(
          FieldNames.ACCEPT_RANGES,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_LENGTH,
          FieldNames.CONTENT_RANGE,
          FieldNames.ETAG,
          FieldNames.LAST_MODIFIED,
          "content-digest",
          "content-md5",
          "digest",
          "repr-digest");

  private ReplacedContent() {}

  /**
   * Takes out the fields that are about the content that was, and makes a part a whole; what the
   * handler itself says of the new content stays.
   */
  public static void forget(Response before, Response after) {
    Fields fields = after.fields();
    for (String name : ABOUT_CONTENT) {
      if (fields.all(name).equals(before.fields().all(name))) {
        fields.remove(name);
      }
    }
    if (after.status() == 206) {
      after.status(200);
    }
  }
}

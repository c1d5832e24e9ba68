package dev.skerry.edge.config.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of value is written: it decodes the value, and describes it for the JSON Schema and
 * the reference page.
 *
 * @param <T> what it is decoded to
 */
abstract class Shape<T> {
  /** The value, or null after the problems were told. */
  abstract @Nullable T decode(Node node, Place place, Decoding decoding);

  /** The value's JSON Schema (draft 2020-12); objects are put into the definitions by name. */
  abstract Map<String, Object> schema(Map<String, Object> definitions);

  /** What is expected, as it stands in messages and on the reference page. */
  abstract String words();

  /** How the value is written in a document: text, numbers, lists and maps. */
  abstract Object written(T value);

  /** The node as plain data, secrets starred. */
  @Nullable Object redacted(Node node) {
    return Redaction.plain(node);
  }

  /** What holds where a site says one thing and its rule another. */
  T over(T own, T beneath) {
    return own;
  }
}

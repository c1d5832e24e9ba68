package dev.skerry.edge.config.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that is written in short as a scalar, or in full as an object. */
final class EitherShape<T> extends Shape<T> {
  private final ScalarShape<T> brief;
  private final ObjectShape full;
  private final Function<Settings, @Nullable T> fromFull;

  /**
   * Makes a shape.
   *
   * @param fromFull makes the value of an object; null where the object is not complete
   */
  EitherShape(ScalarShape<T> brief, ObjectShape full, Function<Settings, @Nullable T> fromFull) {
    this.brief = brief;
    this.full = full;
    this.fromFull = fromFull;
  }

  ScalarShape<T> brief() {
    return brief;
  }

  ObjectShape full() {
    return full;
  }

  @Override
  @Nullable T decode(Node node, Place place, Decoding decoding) {
    if (node instanceof Node.Mapping) {
      Settings settings = full.decode(node, place, decoding);
      return settings == null ? null : fromFull.apply(settings);
    }
    if (node instanceof Node.Sequence) {
      decoding.wrong(node, place, words());
      return null;
    }
    return brief.decode(node, place, decoding);
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(brief.schema(definitions), full.schema(definitions)));
    return schema;
  }

  @Override
  String words() {
    return brief.words() + ", or " + full.words();
  }

  @Override
  Object written(T value) {
    return brief.written(value);
  }

  @Override
  @Nullable Object redacted(Node node) {
    return node instanceof Node.Mapping ? full.redacted(node) : brief.redacted(node);
  }
}

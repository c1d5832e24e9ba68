package dev.skerry.edge.config.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value and where it stands. */
record Located<T>(T value, Place place) {

  /** The shape of a value whose place is needed later. */
  static <T> Shape<Located<T>> of(Shape<T> inner) {
    return new Shape<>() {
      @Override
      @Nullable Located<T> decode(Node node, Place place, Decoding decoding) {
        T value = inner.decode(node, place, decoding);
        return value == null ? null : new Located<>(value, place);
      }

      @Override
      Map<String, Object> schema(Map<String, Object> definitions) {
        return inner.schema(definitions);
      }

      @Override
      String words() {
        return inner.words();
      }

      @Override
      Object written(Located<T> located) {
        return inner.written(located.value());
      }

      @Override
      @Nullable Object redacted(Node node) {
        return inner.redacted(node);
      }
    };
  }
}

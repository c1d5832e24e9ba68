package dev.skerry.edge.config.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A single value: text, a number, a duration, a choice. */
final class ScalarShape<T> extends Shape<T> {
  /** Makes a value of a scalar that is not null. */
  interface Parser<T> {
    /**
     * @throws IllegalArgumentException whose message goes on from the value: {@code is no duration}
     */
    T parse(Node.Scalar scalar);
  }

  private final String words;
  private final Map<String, Object> schema;
  private final Parser<T> parser;
  private final Function<T, Object> written;
  private final boolean secret;

  private ScalarShape(
      String words,
      Map<String, Object> schema,
      Parser<T> parser,
      Function<T, Object> written,
      boolean secret) {
    this.words = words;
    this.schema = schema;
    this.parser = parser;
    this.written = written;
    this.secret = secret;
  }

  static <T> ScalarShape<T> of(
      String words, Map<String, Object> schema, Parser<T> parser, Function<T, Object> written) {
    return new ScalarShape<>(words, schema, parser, written, false);
  }

  /** The same, but never shown in messages or in the configuration in force. */
  ScalarShape<T> secret() {
    return new ScalarShape<>(words, schema, parser, written, true);
  }

  @Override
  @Nullable T decode(Node node, Place place, Decoding decoding) {
    if (!(node instanceof Node.Scalar scalar) || scalar.kind() == Node.Kind.NULL) {
      decoding.wrong(node, place, words);
      return null;
    }
    Node.Scalar resolved = decoding.resolve(scalar, place);
    if (resolved == null) {
      return null;
    }
    try {
      return parser.parse(resolved);
    } catch (IllegalArgumentException e) {
      boolean hidden = secret || scalar.text().indexOf('@') >= 0; // may be a password in a URL
      String shown = hidden ? "this value" : scalar.words();
      decoding.problems().add(place, shown + ' ' + e.getMessage(), words);
      return null;
    }
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    return new LinkedHashMap<>(schema);
  }

  @Override
  String words() {
    return words;
  }

  @Override
  Object written(T value) {
    return written.apply(value);
  }

  @Override
  @Nullable Object redacted(Node node) {
    return secret ? Redaction.STARS : super.redacted(node);
  }
}

package dev.skerry.edge.config.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An object whose keys are names that the user chooses. */
final class MapShape<V> extends Shape<Map<String, V>> {
  private final String keyWords;
  private final UnaryOperator<String> key;
  private final Shape<V> value;
  private final int max;
  private Predicate<String> secretKeys = name -> false;

  /**
   * Makes a shape.
   *
   * @param keyWords what keys are, for messages
   * @param key reads a key; throws IllegalArgumentException as a scalar's parser does
   * @param max how many entries at most
   */
  MapShape(String keyWords, UnaryOperator<String> key, Shape<V> value, int max) {
    this.keyWords = keyWords;
    this.key = key;
    this.value = value;
    this.max = max;
  }

  /** The values of such keys are never shown. */
  MapShape<V> secretWhere(Predicate<String> keys) {
    secretKeys = keys;
    return this;
  }

  String keyWords() {
    return keyWords;
  }

  Shape<V> value() {
    return value;
  }

  @Override
  @Nullable Map<String, V> decode(Node node, Place place, Decoding decoding) {
    if (!(node instanceof Node.Mapping mapping)) {
      decoding.wrong(node, place, words());
      return null;
    }
    if (mapping.entries().size() > max) {
      decoding
          .problems()
          .add(place, "has " + mapping.entries().size() + " entries", "at most " + max);
      return null;
    }
    Map<String, V> values = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      String name = key(entry, place, decoding);
      Place at = place.field(entry.key(), entry.value().mark());
      V decoded = value.decode(entry.value(), at, decoding);
      if (name != null && decoded != null && values.putIfAbsent(name, decoded) != null) {
        decoding.problems().add(at, "is given twice, as " + name);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private @Nullable String key(Node.Entry entry, Place place, Decoding decoding) {
    try {
      return key.apply(entry.key());
    } catch (IllegalArgumentException e) {
      decoding
          .problems()
          .add(
              place.field(entry.key(), entry.keyMark()),
              '"' + entry.key() + "\" " + e.getMessage(),
              keyWords);
      return null;
    }
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", value.schema(definitions));
    schema.put("maxProperties", max);
    return schema;
  }

  @Override
  String words() {
    return "an object: " + keyWords + " to " + value.words();
  }

  @Override
  Object written(Map<String, V> values) {
    Map<String, Object> out = new LinkedHashMap<>();
    values.forEach((name, each) -> out.put(name, value.written(each)));
    return out;
  }

  @Override
  @Nullable Object redacted(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return super.redacted(node);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      out.put(
          entry.key(),
          secretKeys.test(entry.key()) ? Redaction.STARS : value.redacted(entry.value()));
    }
    return out;
  }

  @Override
  Map<String, V> over(Map<String, V> own, Map<String, V> beneath) {
    Map<String, V> merged = new LinkedHashMap<>(beneath);
    merged.putAll(own);
    return Collections.unmodifiableMap(merged);
  }
}

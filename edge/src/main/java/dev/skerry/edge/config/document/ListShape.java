package dev.skerry.edge.config.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list; or, where that is allowed, one item alone in the place of a list of one. */
final class ListShape<T> extends Shape<List<T>> {
  private final Shape<T> item;
  private final int min;
  private final int max;
  private final boolean oneAlone;

  private ListShape(Shape<T> item, int min, int max, boolean oneAlone) {
    this.item = item;
    this.min = min;
    this.max = max;
    this.oneAlone = oneAlone;
  }

  static <T> ListShape<T> of(Shape<T> item, int min, int max) {
    return new ListShape<>(item, min, max, false);
  }

  static <T> ListShape<T> oneOrMany(Shape<T> item, int max) {
    return new ListShape<>(item, 1, max, true);
  }

  Shape<T> item() {
    return item;
  }

  @Override
  @Nullable List<T> decode(Node node, Place place, Decoding decoding) {
    if (!(node instanceof Node.Sequence sequence)) {
      boolean isNull = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
      if (!oneAlone || isNull) {
        decoding.wrong(node, place, words());
        return null;
      }
      T only = item.decode(node, place, decoding);
      return only == null ? null : List.of(only);
    }
    int size = sequence.items().size();
    if (size < min || size > max) {
      decoding.problems().add(place, "has " + size + " items", "from " + min + " to " + max);
      return null;
    }
    List<T> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Node each = sequence.items().get(i);
      T value = item.decode(each, place.item(i, each.mark()), decoding);
      if (value != null) {
        items.add(value);
      }
    }
    return List.copyOf(items);
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", item.schema(definitions));
    list.put("minItems", min);
    list.put("maxItems", max);
    if (!oneAlone) {
      return list;
    }
    Map<String, Object> either = new LinkedHashMap<>();
    either.put("anyOf", List.of(list, item.schema(definitions)));
    return either;
  }

  /** What it is, where one item is of that kind. */
  String kind(String ofItem) {
    return oneAlone ? ofItem + ", or a list of such" : "a list, each " + ofItem;
  }

  @Override
  String words() {
    return kind(item.words());
  }

  @Override
  Object written(List<T> value) {
    return value.stream().map(item::written).toList();
  }

  @Override
  @Nullable Object redacted(Node node) {
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(item::redacted).toList();
    }
    return item.redacted(node);
  }
}

package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.item.Document;
import dev.skerry.origin.tables.model.schema.Ref;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values as maps, lists and scalars: documents by their serializers, references by item or key. */
final class Plain {
  private Plain() {}

  static Object of(Object value) {
    return switch (value) {
      case Record record -> map(record.getClass(), record);
      case Ref<?, ?> ref -> of(ref.item().isPresent() ? ref.get() : ref.key());
      case Collection<?> several -> several.stream().map(Plain::of).toList();
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, each) -> plain.put(key.toString(), of(each)));
        yield plain;
      }
      default -> value;
    };
  }

  private static <R extends Record> Map<String, Object> map(Class<R> type, Object record) {
    return Serializer.of(Document.of(type)).map(type.cast(record));
  }
}

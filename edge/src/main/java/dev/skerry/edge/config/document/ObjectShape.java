package dev.skerry.edge.config.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with a closed set of fields. */
final class ObjectShape extends Shape<Settings> {
  private final String name;
  private final String description;
  private final Map<String, Field<?>> fields = new LinkedHashMap<>();
  private boolean whole;

  ObjectShape(String name, String description, List<Field<?>> fields) {
    this.name = name;
    this.description = description;
    for (Field<?> field : fields) {
      if (this.fields.put(field.name(), field) != null) {
        throw new IllegalArgumentException(name + " has two fields " + field.name());
      }
    }
  }

  static ObjectShape of(String name, String description, Field<?>... fields) {
    return new ObjectShape(name, description, List.of(fields));
  }

  /** A rule's object replaces the site's as a whole, instead of field by field. */
  ObjectShape whole() {
    whole = true;
    return this;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  Iterable<Field<?>> fields() {
    return fields.values();
  }

  @Override
  @Nullable Settings decode(Node node, Place place, Decoding decoding) {
    if (!(node instanceof Node.Mapping mapping)) {
      decoding.wrong(node, place, words());
      return null;
    }
    Settings settings = new Settings(this, place);
    for (Node.Entry entry : mapping.entries()) {
      Place at = place.field(entry.key(), entry.keyMark());
      Field<?> field = fields.get(entry.key());
      if (field == null) {
        decoding.problems().add(at, unknown(entry.key()));
      } else {
        decodeField(field, entry.value(), at, settings, decoding);
      }
    }
    for (Field<?> field : fields.values()) {
      if (field.presence() == Field.Presence.REQUIRED && !settings.isMentioned(field)) {
        decoding
            .problems()
            .add(place, "\"" + field.name() + "\" is missing", field.shape().words());
      }
    }
    return settings;
  }

  private String unknown(String key) {
    String hint = Spelling.hint(key, fields.keySet());
    return "is unknown here"
        + (hint.isEmpty() ? "; there are " + String.join(", ", fields.keySet()) : hint);
  }

  private static <T> void decodeField(
      Field<T> field, Node node, Place keyPlace, Settings settings, Decoding decoding) {
    boolean isNull = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
    if (isNull && field.presence() == Field.Presence.REMOVABLE) {
      settings.remove(field, keyPlace);
      return;
    }
    Place place = isNull ? keyPlace : new Place(node.mark(), keyPlace.path());
    settings.put(field, field.shape().decode(node, place, decoding), place);
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    if (!definitions.containsKey(name)) {
      Map<String, Object> definition = new LinkedHashMap<>();
      definitions.put(name, definition);
      definition.put("description", description);
      definition.put("type", "object");
      definition.put("additionalProperties", false);
      Map<String, Object> properties = new LinkedHashMap<>();
      List<String> required = new ArrayList<>();
      for (Field<?> field : fields.values()) {
        properties.put(field.name(), property(field, definitions));
        if (field.presence() == Field.Presence.REQUIRED) {
          required.add(field.name());
        }
      }
      definition.put("properties", properties);
      if (!required.isEmpty()) {
        definition.put("required", required);
      }
    }
    return Ordered.map("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> property(Field<?> field, Map<String, Object> definitions) {
    Map<String, Object> schema = field.shape().schema(definitions);
    if (field.presence() == Field.Presence.REMOVABLE) {
      schema = Ordered.map("anyOf", List.of(schema, Ordered.map("type", "null")));
    }
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", field.description());
    property.putAll(schema);
    Object byDefault = field.writtenDefault();
    if (byDefault != null) {
      property.put("default", byDefault);
    }
    return property;
  }

  @Override
  String words() {
    return "an object with " + String.join(", ", fields.keySet());
  }

  @Override
  Object written(Settings value) {
    return value.written();
  }

  @Override
  @Nullable Object redacted(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return super.redacted(node);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Field<?> field = fields.get(entry.key());
      out.put(entry.key(), field == null ? Redaction.STARS : field.shape().redacted(entry.value()));
    }
    return out;
  }

  @Override
  Settings over(Settings own, Settings beneath) {
    return whole ? own : own.over(beneath);
  }
}

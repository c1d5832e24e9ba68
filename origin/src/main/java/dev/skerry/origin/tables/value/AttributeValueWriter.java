package dev.skerry.origin.tables.value;

import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes attribute values as the wire has them: {@code {"S":"text"}}. */
public final class AttributeValueWriter {
  private final JsonGenerator json;

  /** Writes values where a generator stands; whoever made it closes it. */
  public AttributeValueWriter(JsonGenerator json) {
    this.json = json;
  }

  /** An item or a key: an object of names and values. */
  public void item(Item item) {
    entries(item.attributes());
  }

  /** A value, with its type around it. */
  public void value(AttributeValue value) {
    json.writeStartObject();
    json.writeName(value.type().name());
    switch (value) {
      case AttributeValue.S(String text) -> json.writeString(text);
      case AttributeValue.N(ExactNumber number) -> json.writeString(number.toString());
      case AttributeValue.B(Bytes bytes) -> json.writeString(bytes.base64());
      case AttributeValue.Bool(boolean truth) -> json.writeBoolean(truth);
      case AttributeValue.Null nothing -> json.writeBoolean(true);
      case AttributeValue.SS set -> members(set.members());
      case AttributeValue.NS set -> members(set.members());
      case AttributeValue.BS set -> members(set.members());
      case AttributeValue.L list -> {
        json.writeStartArray();
        list.elements().forEach(this::value);
        json.writeEndArray();
      }
      case AttributeValue.M map -> entries(map.entries());
    }
    json.writeEndObject();
  }

  /** The members of a set, whose texts are those of the wire. */
  private void members(Iterable<?> members) {
    json.writeStartArray();
    for (Object member : members) {
      json.writeString(member.toString());
    }
    json.writeEndArray();
  }

  private void entries(Map<String, AttributeValue> entries) {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
      json.writeName(entry.getKey());
      value(entry.getValue());
    }
    json.writeEndObject();
  }
}

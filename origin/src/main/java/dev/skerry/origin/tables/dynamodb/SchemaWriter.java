package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableStream;
import dev.skerry.origin.tables.expression.KeyAttribute;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the members that tell how a table, or an index, is made, wherever they are told. */
final class SchemaWriter {
  private final JsonGenerator out;

  SchemaWriter(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the member {@code KeySchema}. */
  void key(KeySchema key) {
    key(names(key.partition()), names(key.sort()));
  }

  private static List<String> names(List<KeyAttribute> attributes) {
    return attributes.stream().map(KeyAttribute::name).toList();
  }

  /** Writes the member {@code KeySchema} of attributes by their names. */
  void key(List<String> partition, List<String> sort) {
    out.writeArrayPropertyStart("KeySchema");
    elements(partition, "HASH");
    elements(sort, "RANGE");
    out.writeEndArray();
  }

  private void elements(List<String> names, String type) {
    for (String name : names) {
      out.writeStartObject();
      out.writeStringProperty("AttributeName", name);
      out.writeStringProperty("KeyType", type);
      out.writeEndObject();
    }
  }

  /** Writes the member {@code Projection}. */
  void projection(IndexDefinition index) {
    out.writeObjectPropertyStart("Projection");
    out.writeStringProperty("ProjectionType", index.projected().name());
    if (!index.included().isEmpty()) {
      out.writeArrayPropertyStart("NonKeyAttributes");
      index.included().forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** Writes a member about a stream that is enabled. */
  void stream(String member, TableStream stream) {
    out.writeObjectPropertyStart(member);
    out.writeBooleanProperty("StreamEnabled", true);
    out.writeStringProperty("StreamViewType", stream.view().name());
    out.writeEndObject();
  }

  /** Writes a moment in seconds since 1970, with three digits behind the point. */
  void seconds(String member, Instant moment) {
    out.writeNumberProperty(member, moment.toEpochMilli() / 1000.0);
  }
}

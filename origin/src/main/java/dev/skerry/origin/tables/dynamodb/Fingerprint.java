package dev.skerry.origin.tables.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.WireValue;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What tells one request from another: the same for members in another order. */
final class Fingerprint {
  private static final JsonFactory JSON = new JsonFactory();

  private Fingerprint() {}

  /** 32 octets of what members of requests hold. */
  static byte[] of(List<Fields> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(members, out);
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(Object value, JsonGenerator out) {
    switch (value) {
      case Fields fields -> entries(fields.values(), out);
      case Map<?, ?> map -> entries(map, out);
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(each -> write(each, out));
        out.writeEndArray();
      }
      case WireValue.Valid valid -> new AttributeValueWriter(out).value(valid.value());
      default -> out.writeString(value.toString());
    }
  }

  private static void entries(Map<?, ?> map, JsonGenerator out) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), String.valueOf(value)));
    sorted.replaceAll((name, text) -> map.get(name) == null ? text : map.get(name));
    out.writeStartObject();
    sorted.forEach(
        (name, value) -> {
          out.writeName(name);
          write(value, out);
        });
    out.writeEndObject();
  }
}

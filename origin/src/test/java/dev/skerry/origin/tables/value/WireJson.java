package dev.skerry.origin.tables.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Values and items from JSON as the wire has it, with ' for ", and back. */
public final class WireJson {
  private WireJson() {}

  /** The value that a text is. */
  public static AttributeValue value(String json) {
    return Objects.requireNonNull(wireValues("{'v':" + json + "}").get("v")).orThrow();
  }

  /** The item that a text is. */
  public static Item item(String json) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    wireValues(json).forEach((name, value) -> attributes.put(name, value.orThrow()));
    return new Item(attributes);
  }

  /** The values of a text by name, right or wrong. */
  public static Map<String, WireValue> wireValues(String json) {
    return WireReader.read(
        ("{'x':" + json + "}").replace('\'', '"').getBytes(UTF_8),
        reader -> {
          Map<String, WireValue> values = new LinkedHashMap<>();
          reader.structure(
              WireReader.Place.FIELD,
              "Input",
              name -> {
                values.putAll(
                    Objects.requireNonNull(
                        new AttributeValueReader(reader).map(WireReader.Place.FIELD)));
                return true;
              });
          return values;
        });
  }

  /** Reads the one member of a body. */
  public static <T> T body(String json, WireReader.Body<T> member) {
    return WireReader.read(
        ("{'x':" + json + "}").replace('\'', '"').getBytes(UTF_8),
        reader -> {
          Map<String, T> read = new LinkedHashMap<>();
          reader.structure(
              WireReader.Place.FIELD,
              "Input",
              name -> {
                read.put(name, Objects.requireNonNull(member.read(reader)));
                return true;
              });
          return Objects.requireNonNull(read.get("x"));
        });
  }

  /** An item as JSON. */
  public static String text(Item item) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      new AttributeValueWriter(json).item(item);
    }
    return out.toString().replace('"', '\'');
  }
}

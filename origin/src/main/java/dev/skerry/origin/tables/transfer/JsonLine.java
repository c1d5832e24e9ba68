package dev.skerry.origin.tables.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of DynamoDB JSON: an object whose member {@code Item} has an item. */
public final class JsonLine {
  private JsonLine() {}

  /**
   * The item of a line.
   *
   * @throws TableException when it is none
   */
  public static Item read(String line) {
    Map<String, WireValue> values = new LinkedHashMap<>();
    WireReader.read(
        line.getBytes(UTF_8),
        reader ->
            reader.structure(
                WireReader.Place.FIELD,
                "ImportedItem",
                member -> {
                  if (!member.equals("Item")) {
                    return false;
                  }
                  Map<String, WireValue> item =
                      new AttributeValueReader(reader).map(WireReader.Place.FIELD);
                  if (item != null) {
                    values.putAll(item);
                  }
                  return true;
                }));
    if (values.isEmpty()) {
      throw TableException.validation("The line has no item");
    }
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    values.forEach((name, value) -> attributes.put(name, value.orThrow()));
    return new Item(attributes);
  }
}

package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code AttributeUpdates} says of one attribute, as it came; null for what is not there.
 *
 * @param action {@code PUT}, which it is when there is none, {@code ADD} or {@code DELETE}
 */
public record AttributeUpdate(@Nullable String action, @Nullable WireValue value) {
  private static final String STRUCTURE = "AttributeValueUpdate";

  /** Reads a map of attributes to what is to be done to them; null for a JSON null. */
  public static @Nullable Map<String, AttributeUpdate> readMap(WireReader reader) {
    return reader.map(WireReader.Place.FIELD, WireReader.className(STRUCTURE), () -> read(reader));
  }

  private static AttributeUpdate read(WireReader reader) {
    AttributeValueReader values = new AttributeValueReader(reader);
    var update =
        new Object() {
          @Nullable String action;
          @Nullable WireValue value;
        };
    reader.structure(
        WireReader.Place.VALUE,
        STRUCTURE,
        member -> {
          switch (member) {
            case "Action" -> update.action = reader.string();
            case "Value" -> update.value = values.value(WireReader.Place.FIELD);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new AttributeUpdate(update.action, update.value);
  }
}

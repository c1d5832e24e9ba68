package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code KeyConditions}, {@code QueryFilter} and {@code ScanFilter} say of one attribute, as
 * it came.
 *
 * @param operator the name of the operator, which may be none
 */
public record LegacyCondition(@Nullable String operator, @Nullable List<WireValue> arguments) {
  private static final String STRUCTURE = "Condition";

  /** Reads a map of attributes to what is said of them; null for a JSON null. */
  public static @Nullable Map<String, LegacyCondition> readMap(WireReader reader) {
    return reader.map(WireReader.Place.FIELD, WireReader.className(STRUCTURE), () -> read(reader));
  }

  private static LegacyCondition read(WireReader reader) {
    AttributeValueReader values = new AttributeValueReader(reader);
    var condition =
        new Object() {
          @Nullable String operator;
          @Nullable List<WireValue> arguments;
        };
    reader.structure(
        WireReader.Place.VALUE,
        STRUCTURE,
        member -> {
          switch (member) {
            case "ComparisonOperator" -> condition.operator = reader.string();
            case "AttributeValueList" -> condition.arguments = values.list();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new LegacyCondition(condition.operator, condition.arguments);
  }
}

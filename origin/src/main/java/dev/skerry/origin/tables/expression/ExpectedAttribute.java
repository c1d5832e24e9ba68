package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValueReader;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code Expected} says of one attribute, as it came; null for what is not there. */
public record ExpectedAttribute(
    @Nullable WireValue value,
    @Nullable Boolean exists,
    @Nullable String operator,
    @Nullable List<WireValue> arguments) {
  private static final String STRUCTURE = "ExpectedAttributeValue";

  /** Reads a map of attributes to what is expected of them; null for a JSON null. */
  public static @Nullable Map<String, ExpectedAttribute> readMap(WireReader reader) {
    return reader.map(WireReader.Place.FIELD, WireReader.className(STRUCTURE), () -> read(reader));
  }

  private static ExpectedAttribute read(WireReader reader) {
    AttributeValueReader values = new AttributeValueReader(reader);
    var expected =
        new Object() {
          @Nullable WireValue value;
          @Nullable Boolean exists;
          @Nullable String operator;
          @Nullable List<WireValue> arguments;
        };
    reader.structure(
        WireReader.Place.VALUE,
        STRUCTURE,
        member -> {
          switch (member) {
            case "Value" -> expected.value = values.value(WireReader.Place.FIELD);
            case "Exists" -> expected.exists = reader.bool();
            case "ComparisonOperator" -> expected.operator = reader.string();
            case "AttributeValueList" -> expected.arguments = values.list();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new ExpectedAttribute(
        expected.value, expected.exists, expected.operator, expected.arguments);
  }
}

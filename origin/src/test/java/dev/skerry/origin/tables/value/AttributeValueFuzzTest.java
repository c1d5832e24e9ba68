package dev.skerry.origin.tables.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.fuzz.Fuzzer;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a body is, it is values, wrong values or refused as not readable. */
class AttributeValueFuzzTest {
  @Test
  void aBodyIsReadOrRefusedAndWhatIsReadIsWrittenTheSame() {
    Fuzzer.of(
            "attribute-values",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "{\"S\":\"a\"}",
            "\"S\":",
            "\"N\":",
            "\"B\":",
            "\"BOOL\":",
            "\"NULL\":",
            "\"SS\":",
            "\"NS\":",
            "\"BS\":",
            "\"L\":[",
            "\"M\":{",
            "null",
            "true",
            "false",
            "1",
            "1.5",
            "-",
            "e",
            "\"1e126\"",
            "\"AQ==\"",
            "\\ud800",
            "\\u0000",
            "é",
            "{\"L\":[".repeat(31),
            "]}".repeat(31))
        .run(AttributeValueFuzzTest::check);
  }

  private static void check(String body) {
    Map<String, WireValue> values = new LinkedHashMap<>();
    try {
      WireReader.read(body.getBytes(UTF_8), reader -> read(reader, values));
    } catch (TableException refused) {
      assertThat(refused.type()).isEqualTo(ErrorType.SERIALIZATION);
      return;
    }
    Map<String, AttributeValue> valid = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          switch (value) {
            case WireValue.Valid(AttributeValue right) -> valid.put(name, right);
            case WireValue.Wrong wrong -> assertThat(wrong.text()).isNotEmpty();
          }
        });
    Item item = new Item(valid);
    assertThat(ItemSize.of(item)).isNotNegative();
    assertThat(PageSize.of(item, "v")).isPositive();
    String text = WireJson.text(item).replace('\'', '"');
    Map<String, WireValue> again = new LinkedHashMap<>();
    if (!body.contains("'")) {
      WireReader.read(text.getBytes(UTF_8), reader -> read(reader, again));
      again.forEach((name, value) -> assertThat(value.orThrow()).isEqualTo(item.get(name)));
    }
  }

  private static boolean read(WireReader reader, Map<String, WireValue> values) {
    AttributeValueReader reads = new AttributeValueReader(reader);
    return reader.structure(
        WireReader.Place.FIELD,
        "Input",
        name -> {
          WireValue value = reads.value(WireReader.Place.FIELD);
          if (value != null) {
            values.put(name, value);
          }
          return true;
        });
  }
}

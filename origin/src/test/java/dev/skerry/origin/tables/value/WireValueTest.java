package dev.skerry.origin.tables.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class WireValueTest {
  private static final String CLASS = "com.amazonaws.dynamodb.v20120810.AttributeValue";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'S':''}",
        "{'S':'é𝄞\\n'}",
        "{'N':'-56.789'}",
        "{'B':''}",
        "{'B':'Yg=='}",
        "{'BOOL':false}",
        "{'NULL':true}",
        "{'SS':['','b','a']}",
        "{'NS':['2','1.5']}",
        "{'BS':['','Yg==']}",
        "{'L':[]}",
        "{'L':[{'S':'a'},{'L':[{'NULL':true}]}]}",
        "{'M':{}}",
        "{'M':{'a':{'S':'a'},'b':{'M':{'c':{'N':'1'}}}}}",
      })
  void aValueIsWrittenAsItWasRead(String json) {
    assertThat(written(read(json).orThrow())).isEqualTo(quoted(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'NULL':'yes'} | {'NULL':true}",
        "{'BOOL':'0'} | {'BOOL':false}",
        "{'BOOL':'True'} | {'BOOL':true}",
        "{'N':'0010.00'} | {'N':'10'}",
        "{'S':'a','S':'b'} | {'S':'b'}",
        "{'S':'a','other':{'S':[1,{}]}} | {'S':'a'}",
        "{'S':'a','N':null} | {'S':'a'}",
      })
  void aValueIsReadLeniently(String json, String written) {
    assertThat(written(read(json).orThrow())).isEqualTo(quoted(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'a':''} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'S':null} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'M':{'a':{}}} | Supplied AttributeValue is empty, must contain exactly one of the"
            + " supported datatypes",
        "{'L':[{}]} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'L':[null]} | Supplied AttributeValue is empty, must contain exactly one of the supported"
            + " datatypes",
        "{'S':'a','N':'1'} | Supplied AttributeValue has more than one datatypes set, must contain"
            + " exactly one of the supported datatypes",
        "{'S':'','N':''} | The parameter cannot be converted to a numeric value",
        "{'N':'b','S':'a'} | The parameter cannot be converted to a numeric value: b",
        "{'NS':['1','']} | The parameter cannot be converted to a numeric value",
        "{'NS':['1','b']} | The parameter cannot be converted to a numeric value: b",
        "{'NS':['1','1']} | Input collection contains duplicates",
        "{'NS':['1','1.0']} | Input collection contains duplicates",
        "{'NULL':'no'} | One or more parameter values were invalid: Null attribute value types must"
            + " have the value of true",
        "{'NULL':false} | One or more parameter values were invalid: Null attribute value types"
            + " must have the value of true",
        "{'SS':[]} | One or more parameter values were invalid: An string set  may not be empty",
        "{'NS':[]} | One or more parameter values were invalid: An number set  may not be empty",
        "{'BS':[]} | One or more parameter values were invalid: Binary sets should not be empty",
        "{'SS':['a',null]} | One or more parameter values were invalid: An string set may not have"
            + " a null string as a member",
        "{'SS':['a','a']} | One or more parameter values were invalid: Input collection [a, a]"
            + " contains duplicates.",
        "{'BS':['Yg==','Yg==']} | One or more parameter values were invalid: Input collection"
            + " [Yg==, Yg==]of type BS contains duplicates.",
      })
  void whatIsWrongWithAValueIsToldLater(String json, String text) {
    assertThat(read(json))
        .isInstanceOfSatisfying(
            WireValue.Wrong.class, wrong -> assertThat(wrong.text()).isEqualTo(text));
    assertThatThrownBy(() -> read(json).orThrow())
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | The provided starting key is invalid: Supplied AttributeValue is empty, must contain"
            + " exactly one of the supported datatypes",
        "{'SS':[]} | The provided starting key is invalid: One or more parameter values were"
            + " invalid: An string set  may not be empty",
        "{'NS':[]} | One or more parameter values were invalid: An number set  may not be empty",
        "{'N':'b'} | The parameter cannot be converted to a numeric value: b",
      })
  void inAStartingKeyAWrongFormIsToldAsSuch(String json, String text) {
    assertThatThrownBy(() -> read(json).inStartingKeyOrThrow()).hasMessage(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'23' | Unexpected value type in payload",
        "34.56 | Unexpected value type in payload",
        "[] | Unrecognized collection type class " + CLASS,
        "{'S':true} | TRUE_VALUE cannot be converted to String",
        "{'S':false} | FALSE_VALUE cannot be converted to String",
        "{'S':23} | NUMBER_VALUE cannot be converted to String",
        "{'S':34.56} | DECIMAL_VALUE cannot be converted to String",
        "{'S':[]} | Unrecognized collection type class java.lang.String",
        "{'S':{}} | Start of structure or map found where not expected",
        "{'N':5} | NUMBER_VALUE cannot be converted to String",
        "{'B':true} | only base-64-encoded strings are convertible to bytes",
        "{'B':34.56} | only base-64-encoded strings are convertible to bytes",
        "{'B':[]} | Unrecognized collection type class java.nio.ByteBuffer",
        "{'B':{}} | Start of structure or map found where not expected",
        "{'B':'23456'} | Base64 encoded length is expected a multiple of 4 bytes but found: 5",
        "{'B':'=+/='} | Invalid last non-pad Base64 character dectected",
        "{'B':'+/+='} | Invalid last non-pad Base64 character dectected",
        "{'BOOL':'23'} | Unexpected token received from parser",
        "{'BOOL':23} | NUMBER_VALUE cannot be converted to Boolean",
        "{'BOOL':34.56} | DECIMAL_VALUE cannot be converted to Boolean",
        "{'BOOL':[]} | Unrecognized collection type class java.lang.Boolean",
        "{'NULL':{}} | Start of structure or map found where not expected",
        "{'SS':'23'} | Unexpected field type",
        "{'SS':{}} | Start of structure or map found where not expected",
        "{'SS':[true]} | TRUE_VALUE cannot be converted to String",
        "{'BS':['23456']} | Base64 encoded length is expected a multiple of 4 bytes but found: 5",
        "{'L':23} | Unexpected field type",
        "{'L':[23]} | Unexpected value type in payload",
        "{'L':[[]]} | Unrecognized collection type class " + CLASS,
        "{'L':[{'BS':[2]}]} | only base-64-encoded strings are convertible to bytes",
        "{'M':true} | Unexpected field type",
        "{'M':[]} | Unrecognized collection type java.util.Map<java.lang.String, " + CLASS + ">",
        "{'M':{'a':'b'}} | Unexpected value type in payload",
      })
  void otherTypesAreRefusedAtOnce(String json, String text) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.SERIALIZATION))
        .hasMessage(text);
  }

  @Test
  void thirtyOneContainersAroundAValueAreTheMost() {
    assertThat(read("{'M':{'n':".repeat(31) + "{'S':'leaf'}" + "}}".repeat(31)))
        .isInstanceOf(WireValue.Valid.class);
    assertThat(read("{'L':[".repeat(31) + "{'L':[]}" + "]}".repeat(31)))
        .isInstanceOf(WireValue.Valid.class);
    for (int depth : new int[] {32, 33, 100, 200}) {
      assertThat(read("{'L':[".repeat(depth) + "{'S':'leaf'}" + "]}".repeat(depth)))
          .isEqualTo(WireValue.Wrong.TOO_DEEP);
    }
  }

  @Test
  void aNameIsNotEmpty() {
    assertThat(read("{'M':{'':{'S':'v'}}}")).isEqualTo(WireValue.Wrong.NAME_EMPTY);
    assertThat(read("{'M':{'':{}}}")).isEqualTo(WireValue.Wrong.EMPTY);
  }

  @Test
  void aNameIsShorterThanSixtyFourKilobytes() {
    assertThat(read("{'M':{'" + "n".repeat(65_535) + "':{'S':'v'}}}"))
        .isInstanceOf(WireValue.Valid.class);
    assertThat(read("{'M':{'" + "é".repeat(32_768) + "':{'S':'v'}}}"))
        .isEqualTo(WireValue.Wrong.NAME_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "}", "[]", "7", "{", "{'a':}", "{'v':{'S':'a'}", "{'v':{'S':'a'}} {}", "{,}"})
  void whatIsNoJsonObjectIsRefusedWithoutAText(String body) {
    assertThatThrownBy(() -> value(quoted(body)))
        .isInstanceOfSatisfying(
            TableException.class,
            e -> {
              assertThat(e.type()).isEqualTo(ErrorType.SERIALIZATION);
              assertThat(e.getMessage()).isNull();
            });
  }

  @Test
  void aBodyDeeperThanAnyLegalOneIsRefused() {
    String deep = "{'x':" + "{'a':".repeat(200_000) + "{}" + "}".repeat(200_000) + "}";
    assertThatThrownBy(() -> value(quoted(deep)))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.SERIALIZATION));
  }

  @Test
  void numbersOfTheApiAreCutAndHeldToTheirBounds() {
    Map<String, Object> read = new LinkedHashMap<>();
    String body = "{'a':1.9,'b':99999999999,'c':-1.5,'d':9007199254740993,'e':1e300,'f':1.5}";
    WireReader.read(
        quoted(body).getBytes(UTF_8),
        reader ->
            reader.structure(
                WireReader.Place.FIELD,
                "Numbers",
                name -> {
                  Object number =
                      switch (name) {
                        case "a", "b", "c" -> reader.integer();
                        case "f" -> reader.decimal();
                        default -> reader.longInteger();
                      };
                  read.put(name, Objects.requireNonNull(number));
                  return true;
                }));
    assertThat(read)
        .containsValues(1, Integer.MAX_VALUE, -2, 9_007_199_254_740_993L, Long.MAX_VALUE, 1.5);
  }

  private static WireValue read(String json) {
    return Objects.requireNonNull(value(quoted("{'v':" + json + "}")));
  }

  private static @Nullable WireValue value(String body) {
    Map<String, WireValue> values = new LinkedHashMap<>();
    WireReader.read(
        body.getBytes(UTF_8),
        reader ->
            reader.structure(
                WireReader.Place.FIELD,
                "Input",
                name -> {
                  WireValue value =
                      name.equals("v")
                          ? new AttributeValueReader(reader).value(WireReader.Place.VALUE)
                          : null;
                  if (value != null) {
                    values.put(name, value);
                  }
                  return name.equals("v");
                }));
    return values.get("v");
  }

  private static String written(AttributeValue value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      new AttributeValueWriter(json).value(value);
    }
    return out.toString();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}

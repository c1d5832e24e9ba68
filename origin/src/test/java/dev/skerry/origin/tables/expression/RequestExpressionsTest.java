package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.ExpressionKind.CONDITION;
import static dev.skerry.origin.tables.expression.ExpressionKind.FILTER;
import static dev.skerry.origin.tables.expression.ExpressionKind.KEY_CONDITION;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;
import static dev.skerry.origin.tables.expression.ExpressionKind.UPDATE;
import static dev.skerry.origin.tables.expression.Requests.assertInvalid;
import static dev.skerry.origin.tables.expression.Requests.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.value.WireJson;
import dev.skerry.origin.tables.value.WireReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestExpressionsTest {
  @Test
  void expressionsAndOlderParametersAreNotMixed() {
    ExpressionInput input = new ExpressionInput().put(UPDATE, "").put(CONDITION, "");
    assertThatThrownBy(
            () -> input.checkMixture(List.of("AttributeUpdates", "Expected"), UPDATE, CONDITION))
        .hasMessage(
            "Can not use both expression and non-expression parameters in the same request:"
                + " Non-expression parameters: {AttributeUpdates, Expected} Expression parameters:"
                + " {UpdateExpression, ConditionExpression}");
  }

  @Test
  void placeholdersAreNotWithoutExpressions() {
    ExpressionInput names = new ExpressionInput().names(Map.of()).values(Map.of());
    assertThatThrownBy(() -> names.checkMixture(List.of("Expected"), CONDITION))
        .hasMessage("ExpressionAttributeNames can only be specified when using expressions");
    ExpressionInput values = new ExpressionInput().values(Map.of());
    assertThatThrownBy(() -> values.checkMixture(List.of(), CONDITION))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " ConditionExpression is null");
    assertThatThrownBy(() -> values.checkMixture(List.of(), PROJECTION, FILTER, KEY_CONDITION))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " FilterExpression and KeyConditionExpression are null");
    values.put(PROJECTION, "a");
    assertThatThrownBy(() -> values.checkMixture(List.of(), PROJECTION, FILTER))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " FilterExpression is null");
    assertThatCode(() -> values.checkMixture(List.of(), PROJECTION)).doesNotThrowAnyException();
  }

  @Test
  void placeholdersAreCheckedBeforeExpressions() {
    assertInvalid(
        new ExpressionInput().names(Map.of()).values(Map.of()).put(CONDITION, ""),
        "ExpressionAttributeNames must not be empty");
    assertInvalid(
        new ExpressionInput().values(Map.of()).put(CONDITION, ""),
        "ExpressionAttributeValues must not be empty");
    assertInvalid(
        new ExpressionInput().names(Map.of("a", "a")).values(Map.of()).put(CONDITION, ""),
        "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"");
    assertInvalid(
        new ExpressionInput().names(Map.of("#" + "a".repeat(255), "a")).put(CONDITION, ""),
        "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key"
            + " that is too long; size of key: 256");
    assertInvalid(
        new ExpressionInput().names(Map.of("#a", "x".repeat(65_536))).put(CONDITION, "#a = b"),
        "1 validation error detected: Attribute name is too large, must be less than 65536 bytes");
    assertInvalid(
        new ExpressionInput().names(Map.of("#a", "")).put(CONDITION, "#a = b"),
        "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{':b':{'a':''},'b':{'S':'a'}} | contains invalid key: Syntax error; key: \"b\"",
        "{':':{'S':'a'}} | contains invalid key: Syntax error; key: \":\"",
        "{':b-c':{'S':'a'}} | contains invalid key: Syntax error; key: \":b-c\"",
        "{':b':{}} | contains invalid value: Supplied AttributeValue is empty, must contain exactly"
            + " one of the supported datatypes for key :b",
        "{':b':{'L':[{}]}} | contains invalid value: Supplied AttributeValue is empty, must contain"
            + " exactly one of the supported datatypes for key :b",
        "{':b':{'SS':[]}} | contains invalid value: One or more parameter values were invalid: An"
            + " string set  may not be empty for key :b",
        "{':b':{'S':'a','N':'b'}} | contains invalid value: The parameter cannot be converted to a"
            + " numeric value: b for key :b",
        "{':b':{'S':'a','N':'1'}} | contains invalid value: Supplied AttributeValue has more than"
            + " one datatypes set, must contain exactly one of the supported datatypes for key :b",
      })
  void valuesAreCheckedWithTheirKeys(String values, String message) {
    assertInvalid(input(null, values).put(CONDITION, ""), "ExpressionAttributeValues " + message);
  }

  @Test
  void expressionsAreCheckedInTheServicesOrder() {
    ExpressionInput input = new ExpressionInput();
    for (ExpressionKind kind : ExpressionKind.values()) {
      input.put(kind, "");
    }
    Map<ExpressionKind, String> good = new LinkedHashMap<>();
    good.put(UPDATE, "remove a");
    good.put(CONDITION, "a = b");
    good.put(KEY_CONDITION, "a = a.b");
    good.put(FILTER, "a = b");
    good.put(PROJECTION, "a");
    good.forEach(
        (kind, text) -> {
          assertInvalid(
              input, "Invalid " + kind.parameter() + ": The expression can not be empty;");
          input.put(kind, text);
        });
    assertInvalid(
        input,
        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
            + " condition");
  }

  @Test
  void allPlaceholdersMustBeUsedInSomeExpression() {
    String values = "{':a':{'S':'a'},':b':{'S':'a'},':c':{'S':'a'}}";
    assertInvalid(
        input("#a=a #b=b", "{':a':{'S':'a'},':b':{'S':'a'}}")
            .put(UPDATE, "remove a set b = list_append(b, if_not_exists(a, :a))")
            .put(CONDITION, "a = :b"),
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
    assertInvalid(
        input(null, values).put(UPDATE, "remove a").put(CONDITION, "a = :b"),
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :c}");
    assertThat(
            input("#a=a", values)
                .put(UPDATE, "set #a = :a, b = :b")
                .put(CONDITION, "a = :c")
                .parse()
                .update())
        .isNotNull();
  }

  @Test
  void aRequestReadsItsExpressionsFromItsBody() {
    ExpressionInput input =
        WireJson.body(
            "{'UpdateExpression':'set #a = :a','ExpressionAttributeNames':{'#a':'x'},"
                + "'ExpressionAttributeValues':{':a':{'S':'v'}},'Other':[{}]}",
            reader -> {
              ExpressionInput read = new ExpressionInput();
              reader.structure(
                  WireReader.Place.FIELD,
                  "UpdateItemInput",
                  member -> read.read(member, reader, UPDATE, CONDITION));
              return read;
            });
    assertThat(input.has(UPDATE)).isTrue();
    assertThat(input.has(CONDITION)).isFalse();
    Update update = input.parse().update();
    assertThat(update).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'ExpressionAttributeNames':'a'} | Unexpected field type",
        "{'ExpressionAttributeNames':[]} | Unrecognized collection type"
            + " java.util.Map<java.lang.String, java.lang.String>",
        "{'ExpressionAttributeNames':{'#a':1}} | NUMBER_VALUE cannot be converted to String",
        "{'ExpressionAttributeValues':{':a':1}} | Unexpected value type in payload",
        "{'ConditionExpression':true} | TRUE_VALUE cannot be converted to String",
        "{'ConditionExpression':[]} | Unrecognized collection type class java.lang.String",
      })
  void otherTypesAreRefused(String body, String message) {
    assertThatThrownBy(
            () ->
                WireJson.body(
                    body,
                    reader ->
                        reader.structure(
                            WireReader.Place.FIELD,
                            "Input",
                            member -> new ExpressionInput().read(member, reader, CONDITION))))
        .hasMessage(message);
  }
}

package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.expression.LegacyParameters.Conjunction;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LegacyParametersTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static final Item ITEM =
      WireJson.item(
          "{'n':{'N':'2'},'s':{'S':'hello'},'b':{'B':'aGkgdGhlcmU='},'ns':{'NS':['2','4']},"
              + "'l':{'L':[{'N':'2'},{'N':'4'}]},'nil':{'NULL':true}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "n | EQ | [{'N':'2.0'}] | true",
        "ns | EQ | [{'NS':['4','2']}] | true",
        "nil | EQ | [{'NULL':true}] | true",
        "q | EQ | [{'N':'2'}] | false",
        "n | NE | [{'N':'3'}] | true",
        "n | NE | [{'S':'2'}] | true",
        "q | NE | [{'N':'2'}] | true",
        "n | LT | [{'N':'10'}] | true",
        "n | LE | [{'N':'2'}] | true",
        "n | GT | [{'N':'1'}] | true",
        "n | GE | [{'S':'1'}] | false",
        "n | BETWEEN | [{'N':'1'},{'N':'2'}] | true",
        "q | BETWEEN | [{'N':'1'},{'N':'2'}] | false",
        "n | IN | [{'N':'1'},{'N':'2'}] | true",
        "ns | IN | [{'N':'2'}] | false",
        "s | BEGINS_WITH | [{'S':'hell'}] | true",
        "b | BEGINS_WITH | [{'B':'aGk='}] | true",
        "n | BEGINS_WITH | [{'S':'2'}] | false",
        "s | CONTAINS | [{'S':'ell'}] | true",
        "ns | CONTAINS | [{'N':'4'}] | true",
        "l | CONTAINS | [{'N':'4'}] | true",
        "s | CONTAINS | [{'N':'1'}] | false",
        "q | CONTAINS | [{'N':'1'}] | false",
        "s | NOT_CONTAINS | [{'S':'dog'}] | true",
        "s | NOT_CONTAINS | [{'N':'1'}] | true",
        "l | NOT_CONTAINS | [{'N':'4'}] | false",
        "q | NOT_CONTAINS | [{'N':'1'}] | false",
        "nil | NOT_NULL | [] | true",
        "q | NOT_NULL | [] | false",
        "q | NULL | [] | true",
        "nil | NULL | [] | false",
      })
  void anOperatorHoldsAsItsExpressionDoes(
      String name, String operator, String arguments, boolean holds) {
    String json =
        "{'"
            + name
            + "':{'ComparisonOperator':'"
            + operator
            + "','AttributeValueList':"
            + arguments
            + "}}";
    assertThat(LegacyParameters.filter(conditions(json), Conjunction.AND).test(ITEM))
        .isEqualTo(holds);
    assertThat(LegacyParameters.expected(expected(json), Conjunction.AND).test(ITEM))
        .isEqualTo(holds);
  }

  @Test
  void severalAreJoinedByAndUnlessOrIsSaid() {
    var conditions =
        conditions(
            "{'n':{'ComparisonOperator':'EQ','AttributeValueList':[{'N':'2'}]},"
                + "'q':{'ComparisonOperator':'NOT_NULL'}}");
    assertThat(LegacyParameters.filter(conditions, Conjunction.named(null)).test(ITEM)).isFalse();
    assertThat(LegacyParameters.filter(conditions, Conjunction.named("AND")).test(ITEM)).isFalse();
    assertThat(LegacyParameters.filter(conditions, Conjunction.named("OR")).test(ITEM)).isTrue();
    assertThat(LegacyParameters.filter(Map.of(), Conjunction.OR).test(ITEM)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EQ | | Invalid number of argument(s) for the EQ ComparisonOperator",
        "EQ | [] | Invalid number of argument(s) for the EQ ComparisonOperator",
        "EQ | [{'S':'a'},{'S':'a'}] | Invalid number of argument(s) for the EQ ComparisonOperator",
        "NULL | [{'S':'a'}] | Invalid number of argument(s) for the NULL ComparisonOperator",
        "IN | | Invalid number of argument(s) for the IN ComparisonOperator",
        "BETWEEN | [{'S':'a'},{'S':'a'},{'S':'a'}] | Invalid number of argument(s) for the BETWEEN"
            + " ComparisonOperator",
        "IN | [{'S':'b'},{'N':'1'}] | AttributeValues inside AttributeValueList must be of same"
            + " type",
        "LT | [{'BOOL':true}] | ComparisonOperator LT is not valid for BOOL AttributeValue type",
        "IN | [{'L':[]}] | ComparisonOperator IN is not valid for L AttributeValue type",
        "CONTAINS | [{'SS':['a']}] | ComparisonOperator CONTAINS is not valid for SS AttributeValue"
            + " type",
        "NOT_CONTAINS | [{'M':{}}] | ComparisonOperator NOT_CONTAINS is not valid for M"
            + " AttributeValue type",
        "BEGINS_WITH | [{'N':'1'}] | ComparisonOperator BEGINS_WITH is not valid for N"
            + " AttributeValue type",
        "BETWEEN | [{'NULL':true},{'NULL':true}] | ComparisonOperator BETWEEN is not valid for NULL"
            + " AttributeValue type",
        "EQ | [{'N':'1'},{'SS':[]},{}] | An string set  may not be empty",
      })
  void argumentsMustFitTheOperator(String operator, @Nullable String arguments, String message) {
    String json =
        "{'a':{'ComparisonOperator':'"
            + operator
            + "'"
            + (arguments == null ? "" : ",'AttributeValueList':" + arguments)
            + "}}";
    assertThatThrownBy(() -> LegacyParameters.filter(conditions(json), Conjunction.AND))
        .hasMessage(INVALID + message);
    assertThatThrownBy(() -> LegacyParameters.keyCondition(conditions(json)))
        .hasMessage(INVALID + message);
  }

  @Test
  void boundsMustBeInOrder() {
    var conditions =
        conditions(
            "{'a':{'ComparisonOperator':'BETWEEN','AttributeValueList':[{'S':'b'},{'S':'a'}]}}");
    assertThatThrownBy(() -> LegacyParameters.keyCondition(conditions))
        .hasMessage(
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                + " upper bound");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | Value must be provided when Exists is null for Attribute: a",
        "{'Exists':true} | Value must be provided when Exists is true for Attribute: a",
        "{'Exists':false,'Value':{'S':'a'}} | Value cannot be used when Exists is false for"
            + " Attribute: a",
        "{'ComparisonOperator':'LT'} | Value or AttributeValueList must be used with"
            + " ComparisonOperator: LT for Attribute: a",
        "{'Exists':true,'ComparisonOperator':'LT'} | Exists and ComparisonOperator cannot be used"
            + " together for Attribute: a",
        "{'AttributeValueList':[{'S':'a'}],'Value':{'S':'a'},'ComparisonOperator':'LT'} | Value and"
            + " AttributeValueList cannot be used together for Attribute: a",
        "{'AttributeValueList':[{'S':'a'}]} | AttributeValueList can only be used with a"
            + " ComparisonOperator for Attribute: a",
        "{'Exists':true,'AttributeValueList':[{'S':'a'}]} | AttributeValueList can only be used"
            + " with a ComparisonOperator for Attribute: a",
        "{'AttributeValueList':[],'ComparisonOperator':'EQ'} | Invalid number of argument(s) for"
            + " the EQ ComparisonOperator",
        "{'Value':{'S':'a'},'ComparisonOperator':'NULL'} | Invalid number of argument(s) for the"
            + " NULL ComparisonOperator",
        "{'Value':{'S':'a'},'ComparisonOperator':'BETWEEN'} | Invalid number of argument(s) for the"
            + " BETWEEN ComparisonOperator",
        "{'AttributeValueList':[{'N':'1'},{'N':'10'},{'N':'12'}],'ComparisonOperator':'BETWEEN'} |"
            + " Invalid number of argument(s) for the BETWEEN ComparisonOperator",
        "{'Value':{'SS':[]}} | An string set  may not be empty",
      })
  void whatIsExpectedMustMakeSense(String json, String message) {
    assertThatThrownBy(
            () -> LegacyParameters.expected(expected("{'a':" + json + "}"), Conjunction.AND))
        .hasMessage(INVALID + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'n':{'Value':{'N':'2'}}} | true",
        "{'n':{'Value':{'N':'3'}}} | false",
        "{'n':{'Value':{'N':'2'},'Exists':true}} | true",
        "{'n':{'Value':{'N':'3'},'Exists':true}} | false",
        "{'q':{'Exists':false}} | true",
        "{'n':{'Exists':false}} | false",
        "{'n':{'Value':{'N':'2'},'ComparisonOperator':'GE'}} | true",
        "{'n':{'Value':{'N':'2'}},'q':{'Exists':false}} | true",
        "{'n':{'Value':{'N':'2'}},'s':{'Exists':false}} | false",
      })
  void whatIsExpectedHoldsOrNot(String json, boolean holds) {
    assertThat(LegacyParameters.expected(expected(json), Conjunction.AND).test(ITEM))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'n':{'Value':{'S':'x'}}} | {'n':{'S':'x'}}",
        "{'n':{'Action':'PUT','Value':{'S':'x'}}} | {'n':{'S':'x'}}",
        "{'n':{'Action':'ADD','Value':{'N':'-3.5'}}} | {'n':{'N':'-1.5'}}",
        "{'q':{'Action':'ADD','Value':{'N':'5'}}} | {'n':{'N':'2'},'q':{'N':'5'}}",
        "{'q':{'Action':'ADD','Value':{'L':[{'N':'1'}]}}} | {'n':{'N':'2'},'q':{'L':[{'N':'1'}]}}",
        "{'n':{'Action':'DELETE'}} | {}",
        "{'q':{'Action':'DELETE'}} | {'n':{'N':'2'}}",
        "{'q':{'Action':'DELETE','Value':{'SS':['a']}}} | {'n':{'N':'2'}}",
        "{} | {'n':{'N':'2'}}",
        "{'a.b':{'Value':{'N':'1'}}} | {'n':{'N':'2'},'a.b':{'N':'1'}}",
      })
  void attributesAreUpdated(String json, String after) {
    Item before = WireJson.item("{'n':{'N':'2'}}");
    assertThat(WireJson.text(LegacyParameters.update(updates(json)).apply(before, true)))
        .isEqualTo(after);
  }

  @Test
  void listsAndSetsAreAddedTo() {
    assertThat(
            LegacyParameters.update(
                    updates(
                        "{'l':{'Action':'ADD','Value':{'L':[{'S':'b'}]}},"
                            + "'ns':{'Action':'ADD','Value':{'NS':['5']}}}"))
                .apply(ITEM, true)
                .only(List.of("l", "ns")))
        .isEqualTo(
            WireJson.item("{'l':{'L':[{'N':'2'},{'N':'4'},{'S':'b'}]},'ns':{'NS':['2','4','5']}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'ns':{'Action':'ADD','Value':{'SS':['1']}}}",
        "{'ns':{'Action':'DELETE','Value':{'BS':['YQ==']}}}",
        "{'n':{'Action':'DELETE','Value':{'NS':['1']}}}",
        "{'ns':{'Action':'ADD','Value':{'N':'1'}}}",
        "{'s':{'Action':'ADD','Value':{'N':'1'}}}",
      })
  void anotherTypeIsNotUpdated(String json) {
    assertThatThrownBy(() -> LegacyParameters.update(updates(json)).apply(ITEM, true))
        .hasMessage("Type mismatch for attribute to update");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | Only DELETE action is allowed when no attribute value is specified",
        "{'Action':'ADD'} | Only DELETE action is allowed when no attribute value is specified",
        "{'Action':'DELETE','Value':{'S':'1'}} | DELETE action with value is not supported for the"
            + " type S",
        "{'Action':'DELETE','Value':{'L':[]}} | DELETE action with value is not supported for the"
            + " type L",
        "{'Action':'ADD','Value':{'S':'1'}} | ADD action is not supported for the type S",
        "{'Action':'ADD','Value':{'NULL':true}} | ADD action is not supported for the type NULL",
        "{'Action':'ADD','Value':{'M':{}}} | ADD action is not supported for the type M",
      })
  void anActionAndItsValueMustFit(String json, String message) {
    assertThatThrownBy(() -> LegacyParameters.update(updates("{'a':" + json + "}")))
        .hasMessage(INVALID + message);
  }

  @ParameterizedTest
  @EnumSource(ComparisonOperator.class)
  void everyOperatorIsFoundByItsName(ComparisonOperator operator) {
    assertThat(ComparisonOperator.named(operator.name())).isSameAs(operator);
    assertThat(ComparisonOperator.valueSet())
        .hasToString(
            "[IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE,"
                + " CONTAINS]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a' | Unexpected field type",
        "[] | Unrecognized collection type java.util.Map<java.lang.String,"
            + " com.amazonaws.dynamodb.v20120810.Condition>",
        "{'a':'b'} | Unexpected value type in payload",
        "{'a':[]} | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.Condition",
        "{'a':{'ComparisonOperator':1}} | NUMBER_VALUE cannot be converted to String",
        "{'a':{'AttributeValueList':'x'}} | Unexpected field type",
        "{'a':{'AttributeValueList':[1]}} | Unexpected value type in payload",
      })
  void otherTypesAreRefused(String json, String message) {
    assertThatThrownBy(() -> conditions(json)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':[]} | Unrecognized collection type class"
            + " com.amazonaws.dynamodb.v20120810.ExpectedAttributeValue",
        "{'a':{'Exists':'maybe'}} | Unexpected token received from parser",
        "{'a':{'Value':'x'}} | Unexpected field type",
        "{'a':{'Value':[]}} | Unrecognized collection type class"
            + " com.amazonaws.dynamodb.v20120810.AttributeValue",
      })
  void otherTypesAreNotExpected(String json, String message) {
    assertThatThrownBy(() -> expected(json)).hasMessage(message);
  }

  private static Map<String, LegacyCondition> conditions(String json) {
    return WireJson.body(json, reader -> Objects.requireNonNull(LegacyCondition.readMap(reader)));
  }

  private static Map<String, ExpectedAttribute> expected(String json) {
    return WireJson.body(json, reader -> Objects.requireNonNull(ExpectedAttribute.readMap(reader)));
  }

  private static Map<String, AttributeUpdate> updates(String json) {
    return WireJson.body(json, reader -> Objects.requireNonNull(AttributeUpdate.readMap(reader)));
  }

  @Test
  void aConjunctionJoinsAtLeastTwo() {
    assertThatThrownBy(() -> LegacyParameters.checkConjunction("AND", 0))
        .hasMessage("ConditionalOperator cannot be used without Filter or Expected");
    assertThatThrownBy(() -> LegacyParameters.checkConjunction("OR", 1))
        .hasMessage(
            "ConditionalOperator can only be used when Filter or Expected has two or more"
                + " elements");
    assertThatCode(() -> LegacyParameters.checkConjunction("OR", 2)).doesNotThrowAnyException();
    assertThatCode(() -> LegacyParameters.checkConjunction(null, 0)).doesNotThrowAnyException();
  }
}

package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.Requests.assertInvalid;
import static dev.skerry.origin.tables.expression.Requests.condition;
import static dev.skerry.origin.tables.expression.Requests.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionMessagesTest {
  private static final String PREFIX = "Invalid FilterExpression: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "things are not gonna be ok | are | things are not",
        "a > 4 | 4 | > 4",
        "attribute_exists(Pictures-RearView) | - | Pictures-RearView",
        "attribute_exists(\"Pictures.RearView\") | \" | (\"Pictures",
        "attribute_exists(Pictures..RearView) | . | ..RearView",
        "attribute_exists(Pi#ctures.RearView) | #ctures | Pi#ctures.",
        "attribute_exists(asdf[a]) | a | [a]",
        "a in b, c | b | in b,",
        "a > between | between | > between",
        "a in b | b | in b",
        "a in (b,c,) | ) | ,)",
        "a IN () | ) | ()",
        "(a)between(b.(c.d))and(c) | ( | .(c",
        "(a)between(b.c.d)and((c) | <EOF> | )",
        "#$.b > a | # | #$",
        "a > :things.stuff | . | :things.stuff",
        "b[:a] > a | :a | [:a]",
        "b[#_] > a | #_ | [#_]",
        "ü > a | ü | ü >",
        "(a)between(b.c[4.5].#d)and(:a) | . | 4.5",
        "size(a).b > a | . | ).b",
        "(size(a)).b > a | . | ).b",
        "size(a)[0] > a | [ | )[0",
        "a | <EOF> | a",
        ":a | <EOF> | :a",
        "a = | <EOF> | =",
        "a = b = c | = | b = c",
        "(a = b) = c | = | ) = c",
        "a and b = c | and | a and b",
        "not a | <EOF> | a",
        "a-b | - | a-b",
        "!! | ! | !!",
        "_hidden = a | _ | _hidden",
        "c._d = a | _ | ._d",
        "1 = a | 1 | 1 =",
        "a ! = b | ! | a ! =",
        "attribute_type() | ) | ()",
        "a = b c | c | b c",
        ") | ) | )",
        "a = (b = c) | = | b = c",
        "size(a = b) > c | = | a = b",
        "a BETWEEN b OR c | OR | b OR c",
        "a.b. = c | = | . = c",
        "a[ = c | = | [ = c",
      })
  void aSyntaxErrorNamesTheTokenAndItsNeighbours(String text, String token, String near) {
    assertInvalid(
        input(null, null).put(ExpressionKind.FILTER, text),
        PREFIX + "Syntax error; token: \"" + token + "\", near: \"" + near + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=a and a > ((views))",
        "(a)between(((b.c)).d)and(c)",
        "a > whatever((:things), ((a)))",
        "a=a AND ((a=a AND a=a)) AND a=a",
        "a=a OR ((a=a OR a=a)) OR a=a",
        "a=a AND ((a=a AND (a=a AND a=a)))",
        "a=a OR ((a=a OR (a=a OR a=a)))",
        "((a)) = b",
        "((attribute_exists(a)))",
        "not ((a = b))",
      })
  void redundantParenthesesAreRefusedBeforeAllElse(String text) {
    assertFilter(text, null, null, "The expression has redundant parentheses;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=a and whatever((:things)) > a | whatever",
        "attRIbute_exIsts((views), #a) | attRIbute_exIsts",
        "a < f(f(f(b))) | f",
      })
  void anUnknownFunctionIsNamed(String text, String function) {
    assertFilter(text, null, null, "Invalid function name; function: " + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"if_not_exists(a, b) = c | if_not_exists", "list_append(a, b) = c | list_append"})
  void aFunctionOfUpdatesIsNoneOfConditions(String text, String function) {
    assertFilter(
        text,
        null,
        null,
        "The function is not allowed in a condition expression; function: " + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=a and attribute_exists((views), (#a)) > b | attribute_exists",
        "attribute_not_exists(things) > b | attribute_not_exists",
        "attribute_type(things, :a) > b | attribute_type",
        "begins_with(things, a) > b | begins_with",
        "contains(:things, c) > b | contains",
        "size(contains(a, b)) > a | contains",
        "size(things) | size",
        "not size(things) | size",
        "a = b or size(things) | size",
        "a between b and attribute_exists(things) | attribute_exists",
        "a in (b, attribute_exists(things)) | attribute_exists",
      })
  void aFunctionOutOfPlaceIsNamed(String text, String function) {
    assertFilter(
        text,
        null,
        null,
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(views, #a) | views",
        ":a < abOrT | abOrT",
        "a.size = b | size",
      })
  void aReservedWordIsNamedAsItIsWritten(String text, String word) {
    assertFilter(
        text, null, null, "Attribute name is a reserved keyword; reserved keyword: " + word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(#Pictures.RearView, :a) and a=a | #Pictures",
        "begins_with(Pictures.#RearView) | #RearView",
        "(#P between :lo and :hi) and (#PC in (:cat1, :cat2)) | #P",
        "#4g > a | #4g",
        "#_ > a | #_",
        "(a)between(b.c[45].#d)and(:a) | #d",
      })
  void aNameThatIsNotDefinedIsNamed(String text, String name) {
    assertFilter(
        text,
        null,
        null,
        "An expression attribute name used in the document path is not defined; attribute name: "
            + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "begins_with(:hello, #a, #b) | :hello",
        ":a < :b | :a",
        ":_ > a | :_",
        "attribute_type(a, :t) | :t",
      })
  void aValueThatIsNotDefinedIsNamed(String text, String value) {
    assertFilter(
        text,
        null,
        null,
        "An expression attribute value used in expression is not defined; attribute value: "
            + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(things, a) and a=a | attribute_exists | 2",
        "attribute_not_exists(things, b) | attribute_not_exists | 2",
        "attribute_type(things) | attribute_type | 1",
        "begins_with(things) | begins_with | 1",
        "begins_with(things, size(a), b) | begins_with | 3",
        "contains(things) | contains | 1",
        "size(things, a) > b | size | 2",
      })
  void aWrongNumberOfOperandsIsCounted(String text, String function, int operands) {
    assertFilter(
        text,
        null,
        null,
        "Incorrect number of operands for operator or function; operator or function: "
            + function
            + ", number of operands: "
            + operands);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attribute_type(a, :a) | attribute_type | N | {'N':'1'}",
        "attribute_type(a, :a) | attribute_type | B | {'B':'YQ=='}",
        "attribute_type(a, :a) | attribute_type | SS | {'SS':['1']}",
        "attribute_type(a, size(a)) and a=a and a=:a | attribute_type | N | {'N':'1'}",
        "begins_with(a, size(a)) and a=:a | begins_with | N | {'N':'1'}",
        "begins_with(a, :a) | begins_with | BOOL | {'BOOL':true}",
        "begins_with(a, :a) | begins_with | NULL | {'NULL':true}",
        "begins_with(:a, a) | begins_with | L | {'L':[]}",
        "begins_with(:a, a) | begins_with | M | {'M':{}}",
        "size(size(a)) > :a | size | N | {'N':'1'}",
        "attribute_not_exists(size(:a)) | size | N | {'N':'1'}",
        "size(:a) > a | size | BOOL | {'BOOL':true}",
        "size(:a) > a | size | NULL | {'NULL':true}",
        "a < :a | < | L | {'L':[]}",
        ":a >= a | >= | SS | {'SS':['1']}",
        "a BETWEEN :a AND b | BETWEEN | M | {'M':{}}",
      })
  void aWrongTypeIsNamed(String text, String function, String type, String value) {
    assertFilter(
        text,
        null,
        "{':a':" + value + "}",
        "Incorrect operand type for operator or function; operator or function: "
            + function
            + ", operand type: "
            + type);
  }

  @Test
  void aTypeMustBeAValue() {
    assertFilter(
        "attribute_type(ab.bc[1].a, SS)",
        null,
        null,
        "Incorrect operand type for operator or function; operator or function: attribute_type,"
            + " operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    assertFilter(
        "attribute_type(a, :a)",
        null,
        "{':a':{'S':'1'}}",
        "Invalid attribute type name found; type: 1, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(:a) and a=a | attribute_exists",
        "attribute_not_exists(size(:a)) | attribute_not_exists",
      })
  void whetherThereIsSomethingIsAskedOfPaths(String text, String function) {
    assertFilter(
        text,
        null,
        "{':a':{'S':'1'}}",
        "Operator or function requires a document path; operator or function: " + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = a AND #a = b AND :views > a | = | [a]",
        "#a <> a | <> | [a]",
        "a > #a | > | [a]",
        "((a=a) OR (a=a)) | = | [a]",
        "contains(ab.bc[1].a, ab.bc[1].#a) | contains | [ab, bc, [1], a]",
        "attribute_type(ab.bc[1].#a, ab.bc[1].a) | attribute_type | [ab, bc, [1], a]",
        "begins_with(ab.bc[1].a, ab.bc[1].#a) | begins_with | [ab, bc, [1], a]",
        "a IN (b, #a) | IN | [a]",
        "a BETWEEN b AND #a | BETWEEN | [a]",
      })
  void anOperandIsNotComparedWithItself(String text, String operator, String path) {
    assertFilter(
        text,
        "#a=a",
        null,
        "The first operand must be distinct from the remaining operands for this operator or"
            + " function; operator: "
            + operator
            + ", first operand: "
            + path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{':a':{'S':'a'},':b':{'N':'1'}} | same data type for lower and upper bounds; lower bound"
            + " operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}",
        "{':a':{'S':'a'},':b':{'S':'b'}} | upper bound to be greater than or equal to lower bound;"
            + " lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue:"
            + " {S:a}",
        "{':a':{'N':'9'},':b':{'N':'10.0'}} | upper bound to be greater than or equal to lower"
            + " bound; lower bound operand: AttributeValue: {N:10}, upper bound operand:"
            + " AttributeValue: {N:9}",
      })
  void boundsMustBeInOrder(String values, String text) {
    assertFilter("a between :b and :a", null, values, "The BETWEEN operator requires " + text);
  }

  @Test
  void anExpressionHasAtMostFourKilobytes() {
    String text = "a = " + "b".repeat(4092);
    assertThat(condition(text, null, null)).isNotNull();
    assertFilter(
        text + "b",
        null,
        null,
        "Expression size has exceeded the maximum allowed size; expression size: 4097");
    assertFilter(
        "(".repeat(15_000),
        null,
        null,
        "Expression size has exceeded the maximum allowed size; expression size: 15000");
  }

  @Test
  void anExpressionHasAtMostThreeHundredOperators() {
    String most = "a<b " + "or (a<b ".repeat(149) + ")".repeat(149);
    assertThat(condition(most, null, null)).isNotNull();
    for (String text :
        new String[] {
          "a<b " + "or (a<b ".repeat(454) + ")".repeat(454),
          "a<b " + "or a<b ".repeat(500),
          "not ".repeat(1000) + "a<b",
        }) {
      assertThatThrownBy(() -> condition(text, null, null))
          .hasMessage(
              "Invalid ConditionExpression: The expression contains too many operators;"
                  + " operator count: 301");
    }
  }

  @Test
  void deeplyNestedExpressionsAreRefused() {
    for (String text :
        new String[] {
          "(".repeat(4096),
          "(".repeat(2046) + "a<b" + ")".repeat(2046),
          "a < " + "f(".repeat(1355) + "b" + ")".repeat(1355),
          "a < " + "size(".repeat(680) + "b" + ")".repeat(680),
          "a" + ".b".repeat(2000) + " = c",
          "a" + "[1]".repeat(1300) + " = c",
        }) {
      assertThatThrownBy(() -> condition(text, null, null))
          .hasMessageStartingWith("Invalid ConditionExpression: ");
    }
  }

  @Test
  void aPathHasAtMostThirtyTwoElementsAndAnIndexThirtyOneBits() {
    assertThat(condition("a" + ".b".repeat(31) + " = c", null, null)).isNotNull();
    assertFilter(
        "a" + ".b".repeat(32) + " = c",
        null,
        null,
        "The document path has too many nesting levels; nesting levels: 33");
    assertThat(condition("a[2147483647] = c", null, null)).isNotNull();
    assertFilter(
        "a[2147483648] = c",
        null,
        null,
        "List index is not within the allowable range; index: [2147483648]");
    assertFilter(
        "a[999999999999999999999] = c",
        null,
        null,
        "List index is not within the allowable range; index: [999999999999999999999]");
  }

  @Test
  void aHundredValuesCanBeListed() {
    assertThat(condition("a IN (" + listed(100) + ")", null, null)).isNotNull();
    assertFilter(
        "a IN (" + listed(101) + ")",
        null,
        null,
        "The IN operator is provided with too many operands; number of operands: 101");
  }

  private static String listed(int count) {
    return IntStream.range(0, count).mapToObj(i -> "b" + i).collect(Collectors.joining(","));
  }

  private static void assertFilter(
      String text, @Nullable String names, @Nullable String values, String message) {
    assertInvalid(input(names, values).put(ExpressionKind.FILTER, text), PREFIX + message);
  }
}

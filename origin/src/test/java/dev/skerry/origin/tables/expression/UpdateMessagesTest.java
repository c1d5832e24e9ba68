package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.Requests.assertInvalid;
import static dev.skerry.origin.tables.expression.Requests.input;
import static dev.skerry.origin.tables.expression.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "whatever | whatever | whatever",
        "INVALID SYNTAX HERE | INVALID | INVALID SYNTAX",
        "set a | <EOF> | a",
        "add a | <EOF> | a",
        "delete a | <EOF> | a",
        "set a=set | set | =set",
        "remove a = b | = | a = b",
        "add a = b | = | a = b",
        "delete a = b | = | a = b",
        "delete a b | b | a b",
        "delete a if_not_exist(b) | if_not_exist | a if_not_exist(",
        "add abort b | b | abort b",
        "add a if_not_exist(b) | if_not_exist | a if_not_exist(",
        "remove a b | b | a b",
        "set a b | b | a b",
        "set :a = b | :a | set :a =",
        "add :a b | :a | add :a b",
        "delete :a b | :a | delete :a b",
        "remove :a | :a | remove :a",
        "set a = b / c | / | b / c",
        "set a = b * c | * | b * c",
        "set a[1] = \"eight\" | \" | = \"eight",
        "set a[1] = 1 | 1 | = 1",
        "SET a = if_not_exist(a, 100) | 100 | , 100)",
        "SET if_not_exist(a, b) = a | ( | if_not_exist(a",
        "set (a = (b + c)) | ( | set (a",
        "set a = (b.c).d + e | . | ).d",
        "set a = (b.c)[0] + e | [ | )[0",
        "set a = b + c + d | + | c + d",
        "set a = (b + c) + d | + | ) + d",
        "set a = if_not_exists(c, :v + :w) | + | :v + :w",
        "ADD hits : incr | : | hits : incr",
        "SET _123 = :v | _ | SET _123",
        "SET 123a = :v | 123 | SET 123a",
        "SET hi-there = :v | - | hi-there",
        "SET a = :v,, b = :w | , | ,, b",
        "SET a = :v, | <EOF> | ,",
        "SET | <EOF> | SET",
        "SET a[:xyz] = :v | :xyz | [:xyz]",
        "SET a[#xyz] = :v | #xyz | [#xyz]",
        "SET a = _f(b,c,d) | _ | = _f",
        "SET # = :v | # | SET # =",
        "SET a = :hi!there | ! | :hi!there",
        "SET a <= :v | <= | a <= :v",
        "SET updated = :v, SET = :w | SET | , SET =",
      })
  void aSyntaxErrorNamesTheTokenAndItsNeighbours(String text, String token, String near) {
    assertUpdate(text, null, null, "Syntax error; token: \"" + token + "\", near: \"" + near + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " set #c = :c set abOrt = true  | Attribute name is a reserved keyword; reserved keyword:"
            + " abOrt",
        " remove Absolute  | Attribute name is a reserved keyword; reserved keyword: Absolute",
        "set #c = if_not_exist(:c) set c = d | Invalid function name; function: if_not_exist",
        "set a = LIST_APPEND(:c, :d) | Invalid function name; function: LIST_APPEND",
        "set a = size(b) | The function is not allowed in an update expression; function: size",
        "set a = contains(b, c) | The function is not allowed in an update expression; function:"
            + " contains",
        "set a = list_append(list_append(:a, b), c) | The function is not allowed to be used this"
            + " way in an expression; function: list_append",
        "set a = #c set c = :d | The \"SET\" section can only be used once in an update"
            + " expression;",
        "remove #d set a = b remove e | The \"REMOVE\" section can only be used once in an update"
            + " expression;",
        "add #d :e set a = b add e :f | The \"ADD\" section can only be used once in an update"
            + " expression;",
        "delete #d :e set a = b delete #e :f | The \"DELETE\" section can only be used once in an"
            + " update expression;",
        "SET #c = if_not_exists(:c) | An expression attribute name used in the document path is not"
            + " defined; attribute name: #c",
        "SET #a = if_not_exists(:c) | An expression attribute value used in expression is not"
            + " defined; attribute value: :c",
        "ADD a :c | An expression attribute value used in expression is not defined; attribute"
            + " value: :c",
        "set a = if_not_exists(c) | Incorrect number of operands for operator or function; operator"
            + " or function: if_not_exists, number of operands: 1",
        "set a = list_append(c) | Incorrect number of operands for operator or function; operator"
            + " or function: list_append, number of operands: 1",
        "set a = list_append(c, d, e) | Incorrect number of operands for operator or function;"
            + " operator or function: list_append, number of operands: 3",
        "set a = if_not_exists(:a, c) | Operator or function requires a document path; operator or"
            + " function: if_not_exists",
        "set a = if_not_exists(if_not_exists(a, b), c) | Operator or function requires a document"
            + " path; operator or function: if_not_exists",
        "set a = (((b))) | The expression has redundant parentheses;",
        "set a[2147483648] = b | List index is not within the allowable range; index: [2147483648]",
      })
  void theFirstCheckThatFindsSomethingIsTold(String text, String message) {
    assertUpdate(text, "#a=a #b=b", "{':a':{'S':'a'},':b':{'S':'a'}}", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a) | overlap | [c, [1], a] | [c]",
        "set #c[3].#d = a, #c[3] = a | overlap | [c, [3], [3]] | [c, [3]]",
        "set a = :a remove a | overlap | [a] | [a]",
        "set a.b.c = a, a.b.c.d.e = a | overlap | [a, b, c] | [a, b, c, d, e]",
        "set a[1][1] = b, a[1] = b | overlap | [a, [1], [1]] | [a, [1]]",
        "set #c[3].#d = a, #c.#d[3] = if_not_exists(a) | conflict | [c, [3], [3]] | [c, [3], [3]]",
        "remove a.#c set a[1] = #d | conflict | [a, c] | [a, [1]]",
      })
  void pathsMustGoDifferentWays(String text, String clash, String one, String two) {
    assertUpdate(
        text,
        "#c=c #d=[3]",
        "{':a':{'S':'a'}}",
        "Two document paths "
            + clash
            + " with each other; must remove or rewrite one of these paths; path one: "
            + one
            + ", path two: "
            + two);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "set b = list_append(:a, a), c = if_not_exists(a) add a.b :a | {'S':'a'} | ADD | STRING",
        "delete a.b :a | {'S':'a'} | DELETE | STRING",
        "add a.b :a | {'NULL':'1'} | ADD | NULL",
        "delete a.b :a | {'BOOL':'false'} | DELETE | BOOL",
        "add a.b :a | {'B':'YQ=='} | ADD | BINARY",
        "add a.b :a | {'M':{'a':{'L':[{'N':'1'}]}}} | ADD | MAP",
        "delete a.b :a | {'L':[{'N':'1'}]} | DELETE | LIST",
        "delete a.b :a | {'N':'1'} | DELETE | NUMBER",
      })
  void onlyNumbersAndSetsAreAdded(String text, String value, String operator, String type) {
    assertUpdate(
        text,
        null,
        "{':a':" + value + ",':b':{'S':'a'}}",
        "Incorrect operand type for operator or function; operator: "
            + operator
            + ", operand type: "
            + type
            + ", typeSet: ALLOWED_FOR_ADD_OPERAND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set a = list_append(:a, a) | list_append | S",
        "set a = list_append(a, :b) | list_append | N",
        "set a = list_append(:i, a) | list_append | M",
        "set a = a + :a | + | S",
        "set a = :a + :c | + | S",
        "set a = :c + a | + | B",
        "set a = a + :j | + | L",
        "set a = a - :d | - | BOOL",
        "set a = a - :e | - | NULL",
        "set a = (a - (:g)) | - | NS",
      })
  void onlyNumbersAreCalculatedWithAndOnlyListsAppended(String text, String operator, String type) {
    assertUpdate(
        text,
        null,
        "{':a':{'S':'a'},':b':{'N':'1'},':c':{'B':'YQ=='},':d':{'BOOL':'no'},"
            + "':e':{'NULL':'true'},':f':{'SS':['a']},':g':{'NS':['1']},':h':{'BS':['YQ==']},"
            + "':i':{'M':{}},':j':{'L':[]}}",
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set a[1] = b",
        "set a.b = b",
        "SET a = if_not_exists(a, b) + b",
        "SET a = if_not_exists(a, if_not_exists(a, b))",
        "set a = (b + c)",
        "set a = ((b.c.d)+(e))",
        "sEt a = b reMove c",
        " set\ta\n=\r(b) ",
        "set a = (b) + c",
        "set b = list_append(b, if_not_exists(a, c))",
      })
  void anUpdateMayBeWrittenInSeveralWays(String text) {
    assertThat(update(text, null, null).actions()).isNotEmpty();
  }

  @Test
  void deeplyNestedUpdatesAreRefused() {
    for (String text :
        new String[] {
          "set a = " + "(".repeat(4000),
          "set a = " + "f(".repeat(1300) + "b" + ")".repeat(1300),
          "set a = " + "if_not_exists(b,".repeat(200) + "c" + ")".repeat(200) + " + d",
        }) {
      try {
        update(text, null, null);
      } catch (RuntimeException e) {
        assertThat(e).hasMessageStartingWith("Invalid UpdateExpression: ");
      }
    }
  }

  private static void assertUpdate(
      String text, @Nullable String names, @Nullable String values, String message) {
    assertInvalid(
        input(names, values).put(ExpressionKind.UPDATE, text),
        "Invalid UpdateExpression: " + message);
  }
}

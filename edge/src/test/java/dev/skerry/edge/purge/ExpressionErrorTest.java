package dev.skerry.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and how it is said. */
class ExpressionErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                       | 1  | 'status, size, age'               | 'the end'",
        "'   '                    | 4  | 'status, size, age'               | 'the end'",
        "'stauts == 500'          | 1  | 'status, size, age'               | 'stauts'",
        "'Status == 500'          | 1  | 'status, size, age'               | 'Status'",
        "'status'                 | 7  | 'one of == !='                    | 'the end'",
        "'status = 500'           | 8  | 'one of =='                       | '='",
        "'status contains 500'    | 8  | 'one of == !='                    | 'contains'",
        "'status =='              | 10 | 'a status'                        | 'the end'",
        "'status == \"500\"'      | 11 | 'a status'                        | '\"500\"'",
        "'status == 500 500'      | 15 | 'and, or, or the end'             | '500'",
        "'status == 500 and'      | 18 | 'status, size, age'               | 'the end'",
        "'status == 500 or or'    | 18 | 'status, size, age'               | 'or'",
        "'status == 5xx'          | 11 | 'a status'                        | '5xx'",
        "'status == -1'           | 11 | 'a name, a number'                | '-'",
        "'age > 10'               | 7  | 'a duration with its unit'        | '10'",
        "'age > 1y'               | 7  | 'a duration with its unit'        | '1y'",
        "'size > 1mb'             | 8  | 'a size'                          | '1mb'",
        "'size > 99999999999999999999' | 8 | 'a smaller number'            |"
            + " '99999999999999999999'",
        "'size > 9999999999GiB'   | 8  | 'a smaller number'                | '9999999999GiB'",
        "'status in 500'          | 11 | '('                               | '500'",
        "'status in ()'           | 12 | 'a status'                        | ')'",
        "'status in (1 2)'        | 14 | ', or )'                          | '2'",
        "'status in (1,'          | 14 | 'a status'                        | 'the end'",
        "'(status == 1'           | 13 | 'and, or, or )'                   | 'the end'",
        "'status == 1)'           | 12 | 'and, or, or the end'             | ')'",
        "'not'                    | 4  | 'status, size, age'               | 'the end'",
        "'path == 5'              | 9  | 'a text in quotes'                | '5'",
        "'path > \"a\"'           | 6  | 'one of == != ~'                  | '>'",
        "'path \"==\" \"a\"'      | 6  | 'one of == != ~'                  | '\"==\"'",
        "'path == \"a'            | 11 | 'a closing'                       | 'the end'",
        "'path ~ \"[\"'           | 8  | 'a pattern in RE2'                | '\"[\"'",
        "'path ~ \"\\1\"'         | 8  | 'a pattern in RE2'                | '\"\\1\"'",
        "'path ~ \"(?=a)\"'       | 8  | 'a pattern in RE2'                | '\"(?=a)\"'",
        "'header == \"a\"'        | 8  | '('                               | '=='",
        "'header(x) == \"a\"'     | 8  | 'a field name in quotes'          | 'x'",
        "'header(\"\") == \"a\"'  | 8  | 'a field name in quotes'          | '\"\"'",
        "'header(\"a\" == \"a\"'  | 12 | ')'                               | '=='",
        "'status == 1 & age > 1s' | 13 | 'a name, a number'                | '&'",
        "'status == 1 and é'      | 17 | 'a name, a number'                | 'U+00E9'",
      })
  void isRefusedWithPlaceExpectationAndFind(
      String expression, int column, String expected, String found) {
    ExpressionException refused =
        catchThrowableOfType(ExpressionException.class, () -> Expression.parse(expression));
    assertThat(refused.column()).isEqualTo(column);
    assertThat(refused.expected()).contains(expected);
    assertThat(refused.found()).isEqualTo(found);
    assertThat(refused)
        .hasMessage("column %d: expected %s, found %s", column, refused.expected(), found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(((((a{9}){9}){9}){9}){9}){9}",
        "a{999}{999}",
        "(\\pL{40}){40}",
        "([(]a{100}){100}",
        "\\Q)\\E(a{300}){300}",
        "x{1,1000}y{1,1000}",
        "[a-z]{1000}[a-z]{9}"
      })
  void patternsThatUnfoldToTooMuchAreRefusedBeforeTheyAreCompiled(String pattern) {
    assertThatThrownBy(() -> Expression.parse("path ~ \"" + pattern + "\""))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("a simpler pattern");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        "^(\\d{1,3}\\.){3}\\d{1,3}$",
        "/(\\d{4})/(\\d{2})/(\\d{2})/",
        "\\.(css|js|png|jpe?g)$"
      })
  void usualPatternsAreTaken(String pattern) throws ExpressionException {
    assertThat(Expression.parse("path ~ \"" + pattern + "\"").text()).contains(pattern);
  }

  @Test
  void deepNestingIsRefused() throws ExpressionException {
    assertThat(Expression.parse("(".repeat(32) + "tag" + ")".repeat(32)).readsAge()).isFalse();
    assertThatThrownBy(() -> Expression.parse("(".repeat(33) + "tag" + ")".repeat(33)))
        .hasMessage("column 33: expected at most 32 levels of not and (, found (");
    assertThatThrownBy(() -> Expression.parse("not ".repeat(1000) + "tag"))
        .hasMessageContaining("at most 32 levels");
  }

  @Test
  void siblingsAreNotDeep() throws ExpressionException {
    String many = "(tag) and not (path) or ".repeat(150) + "tag";
    assertThat(Expression.parse(many).text()).isEqualTo(many);
  }

  @Test
  void longTextsAreRefusedAndNotRepeatedInTheMessage() {
    assertThatThrownBy(() -> Expression.parse("tag or ".repeat(1000) + "tag"))
        .hasMessage("column 4097: expected at most 4096 characters, found 7003 characters");
    assertThatThrownBy(() -> Expression.parse("x".repeat(4000))).message().hasSizeLessThan(250);
  }
}

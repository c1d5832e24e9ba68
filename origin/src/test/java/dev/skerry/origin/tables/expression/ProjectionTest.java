package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.Requests.assertInvalid;
import static dev.skerry.origin.tables.expression.Requests.input;
import static dev.skerry.origin.tables.expression.Requests.projection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  private static final Item ITEM =
      WireJson.item(
          "{'a':{'M':{'b':{'L':[{'N':'2'},{'N':'4'},{'M':{'x':{'S':'hi'},'y':{'S':'yo'}}}]},"
              + "'c':{'N':'5'}}},'b':{'S':'hello'},'a.b':{'S':'dot'},'e':{'M':{}}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "b | {'b':{'S':'hello'}}",
        "a.b[0] | {'a':{'M':{'b':{'L':[{'N':'2'}]}}}}",
        "a.b[2].y | {'a':{'M':{'b':{'L':[{'M':{'y':{'S':'yo'}}}]}}}}",
        "a.b[1],a.b[0] | {'a':{'M':{'b':{'L':[{'N':'2'},{'N':'4'}]}}}}",
        "a.b[0],a.c | {'a':{'M':{'b':{'L':[{'N':'2'}]},'c':{'N':'5'}}}}",
        "a.c,b | {'a':{'M':{'c':{'N':'5'}}},'b':{'S':'hello'}}",
        "a.x, a.b[0], x, a.b[3].x | {'a':{'M':{'b':{'L':[{'N':'2'}]}}}}",
        "x | {}",
        "a.b[3] | {}",
        "a.x.y | {}",
        "a[0] | {}",
        "a.b.x | {}",
        "a.b[0].x | {}",
        "a.b[0][0] | {}",
        "e | {'e':{'M':{}}}",
        "#n | {'a.b':{'S':'dot'}}",
      })
  void whatIsAtThePathsIsKept(String text, String kept) {
    String names = text.contains("#") ? "#n=a.b" : null;
    assertThat(WireJson.text(projection(text, names).of(ITEM))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "whatever(stuff) | ( | whatever(stuff",
        ":a | :a | :a",
        "abort, | <EOF> | ,",
        "a,,b | , | ,,b",
        "a..b | . | ..b",
        "a[b] | b | [b]",
        "(a.b).c | ( | (a",
        "(a) | ( | (a",
        "(a),(b) | ( | (a",
        "a-b | - | a-b",
        ",a | , | ,a",
        "!! | ! | !!",
      })
  void aSyntaxErrorNamesTheTokenAndItsNeighbours(String text, String token, String near) {
    assertProjection(text, null, "Syntax error; token: \"" + token + "\", near: \"" + near + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.abORt | Attribute name is a reserved keyword; reserved keyword: abORt",
        "#a,ABSoLUTE | Attribute name is a reserved keyword; reserved keyword: ABSoLUTE",
        "a,b,a,#c | An expression attribute name used in the document path is not defined;"
            + " attribute name: #c",
        "b[1], b.a, #a.b, a | Two document paths overlap with each other; must remove or rewrite"
            + " one of these paths; path one: [a, b], path two: [a]",
        "a, #a[1] | Two document paths overlap with each other; must remove or rewrite one of these"
            + " paths; path one: [a], path two: [a, [1]]",
        "a.b, #a[1], #b | Two document paths conflict with each other; must remove or rewrite one"
            + " of these paths; path one: [a, b], path two: [a, [1]]",
        "a.b[1], #a[1], #b | Two document paths conflict with each other; must remove or rewrite"
            + " one of these paths; path one: [a, b, [1]], path two: [a, [1]]",
        "a[3].b, #a.#b.b | Two document paths conflict with each other; must remove or rewrite one"
            + " of these paths; path one: [a, [3], b], path two: [a, [3], b]",
      })
  void theFirstCheckThatFindsSomethingIsTold(String text, String message) {
    assertProjection(text, "#a=a #b=[3]", message);
  }

  @Test
  void aPathHasAtMostThirtyTwoElements() {
    assertThat(projection("a" + ".b".repeat(31), null).of(ITEM)).isEqualTo(Item.EMPTY);
    assertProjection(
        "a" + ".b".repeat(32),
        null,
        "The document path has too many nesting levels; nesting levels: 33");
  }

  @Test
  void attributesToGetAreEachNamedOnce() {
    assertThat(WireJson.text(Projection.ofAttributes(List.of("b", "x")).of(ITEM)))
        .isEqualTo("{'b':{'S':'hello'}}");
    assertThatThrownBy(() -> Projection.ofAttributes(List.of("a", "b", "a")))
        .hasMessage(
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
  }

  private static void assertProjection(String text, @Nullable String names, String message) {
    assertInvalid(
        input(names, null).put(ExpressionKind.PROJECTION, text),
        "Invalid ProjectionExpression: " + message);
  }
}

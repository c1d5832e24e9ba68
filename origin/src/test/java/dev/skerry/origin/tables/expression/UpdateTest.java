package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTest {
  private static final String WRONG_TYPE =
      "An operand in the update expression has an incorrect data type";
  private static final String NOT_THERE =
      "The provided expression refers to an attribute that does not exist in the item";
  private static final String NOWHERE =
      "The document path provided in the update expression is invalid for update";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET x = :v, y = z | {'z':{'N':'1'}} | {'z':{'N':'1'},'x':{'N':'7'},'y':{'N':'1'}}",
        "SET a = b, b = a | {'a':{'N':'1'},'b':{'N':'2'}} | {'a':{'N':'2'},'b':{'N':'1'}}",
        "REMOVE a SET b = a | {'a':{'S':'hello'}} | {'b':{'S':'hello'}}",
        "SET a = a + :v | {'a':{'N':'1'}} | {'a':{'N':'8'}}",
        "SET a = :v - a | {'a':{'N':'0.5'}} | {'a':{'N':'6.5'}}",
        "SET a = if_not_exists(a, :v) | {'a':{'N':'1'}} | {'a':{'N':'1'}}",
        "SET a = if_not_exists(b, :v) + :v | {} | {'a':{'N':'14'}}",
        "SET a = if_not_exists(b, if_not_exists(c, :v)) | {'c':{'S':'x'}} |"
            + " {'c':{'S':'x'},'a':{'S':'x'}}",
        "SET a = list_append(a, :l) | {'a':{'L':[{'N':'1'}]}} | {'a':{'L':[{'N':'1'},{'S':'l'}]}}",
        "SET a = list_append(:l, if_not_exists(q, :l)) | {} | {'a':{'L':[{'S':'l'},{'S':'l'}]}}",
        "SET a.b = :v | {'a':{'M':{'c':{'N':'1'}}}} | {'a':{'M':{'c':{'N':'1'},'b':{'N':'7'}}}}",
        "SET a[1] = :v | {'a':{'L':[{'N':'0'},{'N':'1'},{'N':'2'}]}} |"
            + " {'a':{'L':[{'N':'0'},{'N':'7'},{'N':'2'}]}}",
        "SET a[7] = :v | {'a':{'L':[{'N':'0'}]}} | {'a':{'L':[{'N':'0'},{'N':'7'}]}}",
        "SET a[84] = :v, a[37] = :s, a[17] = z | {'a':{'L':[]},'z':{'N':'0'}} |"
            + " {'a':{'L':[{'N':'0'},{'S':'s'},{'N':'7'}]},'z':{'N':'0'}}",
        "REMOVE a[1] SET a[3] = :v |"
            + " {'a':{'L':[{'N':'2'},{'N':'3'},{'N':'4'},{'N':'5'},{'N':'6'}]}} |"
            + " {'a':{'L':[{'N':'2'},{'N':'4'},{'N':'7'},{'N':'6'}]}}",
        "REMOVE a[0], a[2], a[9] | {'a':{'L':[{'N':'0'},{'N':'1'},{'N':'2'},{'N':'3'}]}} |"
            + " {'a':{'L':[{'N':'1'},{'N':'3'}]}}",
        "REMOVE a.b | {'a':{'M':{'b':{'N':'1'}}}} | {'a':{'M':{}}}",
        "REMOVE a[0] | {'a':{'L':[{'N':'1'}]}} | {'a':{'L':[]}}",
        "REMOVE q, a.q | {'a':{'M':{}}} | {'a':{'M':{}}}",
        "REMOVE a[1].x, a[1].y[0] |"
            + " {'a':{'L':[{'S':'h'},{'M':{'x':{'N':'1'},'y':{'L':[{'N':'3'},{'N':'4'}]}}}]}} |"
            + " {'a':{'L':[{'S':'h'},{'M':{'y':{'L':[{'N':'4'}]}}}]}}",
        "SET a.c.x = :v REMOVE a.y, b.y |"
            + " {'a':{'M':{'y':{'N':'1'},'c':{'M':{}}}},'b':{'M':{'y':{'N':'2'}}}} |"
            + " {'a':{'M':{'c':{'M':{'x':{'N':'7'}}}}},'b':{'M':{}}}",
        "ADD a :v | {'a':{'N':'3'}} | {'a':{'N':'10'}}",
        "ADD a :v, b.c :ss | {'b':{'M':{}}} | {'b':{'M':{'c':{'SS':['a','b']}}},'a':{'N':'7'}}",
        "ADD a :ss | {'a':{'SS':['c','b']}} | {'a':{'SS':['c','b','a']}}",
        "ADD a[1] :v | {'a':{'L':[{'N':'1'},{'N':'1'}]}} | {'a':{'L':[{'N':'1'},{'N':'8'}]}}",
        "DELETE a :ss | {'a':{'SS':['a','c']}} | {'a':{'SS':['c']}}",
        "DELETE a :ss | {'a':{'SS':['a']}} | {}",
        "DELETE a :ss | {} | {}",
        "DELETE a[0] :ss | {'a':{'L':[{'SS':['b']},{'N':'1'}]}} | {'a':{'L':[{'N':'1'}]}}",
      })
  void everythingIsWorkedOutFromTheItemAsItWas(String text, String before, String after) {
    assertThat(WireJson.text(updateOf(text).apply(WireJson.item(before), true))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET c = z | {} | " + NOT_THERE,
        "SET x = :v, y = x | {} | " + NOT_THERE,
        "SET a = a + :v | {} | " + NOT_THERE,
        "SET a = list_append(a, :l) | {} | " + NOT_THERE,
        "SET a = a + :v | {'a':{'S':'x'}} | " + WRONG_TYPE,
        "SET a = a - :v | {'a':{'L':[]}} | " + WRONG_TYPE,
        "SET a = list_append(a, :l) | {'a':{'N':'1'}} | " + WRONG_TYPE,
        "ADD a :v | {'a':{'S':'1'}} | " + WRONG_TYPE,
        "ADD a :ss | {'a':{'NS':['1']}} | " + WRONG_TYPE,
        "DELETE a :ss | {'a':{'NS':['1']}} | " + WRONG_TYPE,
        "DELETE a :ss | {'a':{'N':'1'}} | " + WRONG_TYPE,
        "SET b.a = :v | {'b':{'S':'x'}} | " + NOWHERE,
        "SET b[1] = :v | {'b':{'M':{}}} | " + NOWHERE,
        "SET y.a = :v | {} | " + NOWHERE,
        "SET y.a = :v, z = q | {} | " + NOT_THERE,
        "SET d.x.y = :v | {'d':{'M':{}}} | " + NOWHERE,
        "REMOVE b.a | {'b':{'L':[]}} | " + NOWHERE,
        "REMOVE y[1] | {} | " + NOWHERE,
        "DELETE y.a :ss | {} | " + NOWHERE,
        "ADD y[0] :ss | {} | " + NOWHERE,
        "SET a = a + :v | {'a':{'N':'1e125'}} | Number overflow. Attempting to store a number with"
            + " magnitude larger than supported range",
      })
  void whatCannotBeDoneIsTold(String text, String before, String message) {
    assertThatThrownBy(() -> updateOf(text).apply(WireJson.item(before), true)).hasMessage(message);
  }

  @Test
  void whereThereIsNoItemTakingAwayDoesNothing() {
    Item key = WireJson.item("{'p':{'S':'k'}}");
    for (String text : new String[] {"REMOVE a", "REMOVE x.y", "REMOVE x[0]", "DELETE a.b :ss"}) {
      assertThat(updateOf(text).createsItem()).isFalse();
      assertThat(updateOf(text).apply(key, false)).isEqualTo(key);
    }
    assertThat(updateOf("SET a = :v REMOVE b").createsItem()).isTrue();
    assertThat(WireJson.text(updateOf("SET a = p").apply(key, false)))
        .isEqualTo("{'p':{'S':'k'},'a':{'S':'k'}}");
    assertThatThrownBy(() -> updateOf("SET c.c = :v").apply(key, false)).hasMessage(NOWHERE);
    assertThat(LegacyParameters.update(Map.of()).createsItem()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET a.b = :v | {'a':{'M':{'b':{'S':'dog'}}}} | {'a':{'M':{'b':{'N':'7'}}}}",
        "SET a.c[1] = :v, a.b = :s | {'a':{'M':{'b':{'S':'dog'},'c':{'L':[{'N':'2'}]}}}} |"
            + " {'a':{'M':{'c':{'L':[{'N':'7'}]},'b':{'S':'s'}}}}",
        "SET n = :v, q = :s | {} | {'n':{'N':'7'},'q':{'S':'s'}}",
        "SET a.c[100] = :v | {} | {}",
        "REMOVE a.c[1] | {'a':{'M':{'c':{'L':[{'N':'2'}]}}}} | {'a':{'M':{'c':{'L':[{'N':'3'}]}}}}",
        "REMOVE a.c[1], a.c[3] | {'a':{'M':{'c':{'L':[{'N':'2'}]}}}} |"
            + " {'a':{'M':{'c':{'L':[{'N':'3'}]}}}}",
        "REMOVE d | {'d':{'S':'cat'}} | {}",
        "SET d = d | {'d':{'S':'cat'}} | {'d':{'S':'cat'}}",
      })
  void theUpdatedPartIsWhatIsAtThePathsBeforeAndAfter(String text, String old, String now) {
    Item before =
        WireJson.item(
            "{'p':{'S':'k'},'a':{'M':{'b':{'S':'dog'},'c':{'L':[{'N':'1'},{'N':'2'},{'N':'3'}]}}},"
                + "'d':{'S':'cat'}}");
    Update update = updateOf(text);
    assertThat(update.updatedPart(before)).isEqualTo(WireJson.item(old));
    assertThat(update.updatedPart(update.apply(before, true))).isEqualTo(WireJson.item(now));
  }

  @Test
  void anItemDoesNotBecomeDeeperThanItMay() {
    String deep = "{'L':[".repeat(29) + "{'S':'leaf'}" + "]}".repeat(29);
    Item item = WireJson.item("{'a':{'M':{'b':{'M':{}}}},'d':" + deep + "}");
    assertThat(updateOf("SET a.b.c = d").apply(item, true)).isNotNull();
    assertThatThrownBy(
            () ->
                updateOf("SET a.b.c.c = d")
                    .apply(updateOf("SET a.b.c = a.b").apply(item, true), true))
        .hasMessageStartingWith("Nesting Levels have exceeded supported limits");
  }

  @Test
  void itsPathsAndTypesAreKnown() {
    List<String> paths = new ArrayList<>();
    Update update =
        updateOf("SET a = if_not_exists(b.c, d) + e[0], f = list_append(g, :l) ADD h :v REMOVE i");
    update.forEachPath(path -> paths.add(path.toString()));
    assertThat(paths)
        .containsExactly("[a]", "[b, c]", "[d]", "[e, [0]]", "[f]", "[g]", "[h]", "[i]");
    assertThat(update.actions().stream().map(action -> String.valueOf(action.staticType())))
        .containsExactly("N", "L", "N", "null");
    assertThat(updateOf("SET a = if_not_exists(b, :s)").actions().getFirst().staticType())
        .hasToString("S");
  }

  private static Update updateOf(String text) {
    var values =
        Requests.wireValues(
            "{':v':{'N':'7'},':s':{'S':'s'},':l':{'L':[{'S':'l'}]},':ss':{'SS':['a','b']}}");
    values.keySet().removeIf(name -> !text.matches(".*" + name + "(?![a-z]).*"));
    ExpressionInput input = new ExpressionInput().put(ExpressionKind.UPDATE, text);
    if (!values.isEmpty()) {
      input.values(values);
    }
    return Objects.requireNonNull(input.parse().update());
  }
}

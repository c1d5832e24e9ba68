package dev.skerry.origin.tables.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.fuzz.Fuzzer;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever an expression is, it is read or refused with the service's error, and applied. */
class ExpressionFuzzTest {
  private static final Item ITEM =
      WireJson.item(
          "{'p':{'S':'k'},'a':{'M':{'b':{'L':[{'N':'1'},{'S':'x'}]},'c':{'SS':['s']}}},"
              + "'b':{'L':[{'N':'1'},{'M':{'d':{'N':'2'}}}]},'c':{'N':'3'},'d':{'S':'text'},"
              + "'g':{'N':'9e125'},'h':{'SS':['s','t']},'n':{'B':'AQI='}}");

  private static final String VALUES =
      "{':v':{'N':'1'},':w':{'N':'9e125'},':s':{'SS':['s']},':t':{'S':'S'},':l':{'L':[]}}";

  private static final String[] WORDS = {
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    "=",
    "<>",
    "<",
    ">=",
    "+",
    "-",
    " ",
    "#n",
    "#m",
    ":v",
    ":w",
    ":s",
    ":t",
    ":l",
    ":q",
    "a",
    "b",
    "c",
    "d",
    "g",
    "h",
    " and ",
    " or ",
    " not ",
    " between ",
    " in (",
    "size(",
    "attribute_exists(",
    "attribute_type(",
    "begins_with(",
    "contains(",
    "if_not_exists(",
    "list_append(",
    "SET ",
    " REMOVE ",
    " ADD ",
    " DELETE ",
    "0",
    "1",
    "2147483648",
    "é",
    "\u0000"
  };

  @Test
  void aConditionIsReadAndTestedOrRefused() {
    Fuzzer.of("condition", WORDS)
        .run(
            text ->
                read(
                    text,
                    List.of(ExpressionKind.CONDITION, ExpressionKind.FILTER),
                    parsed -> {
                      if (parsed.condition() != null) {
                        parsed.condition().test(ITEM);
                        parsed.condition().test(Item.EMPTY);
                        parsed
                            .condition()
                            .forEachPath(path -> assertThat(path.head()).isNotEmpty());
                      }
                    }));
  }

  @Test
  void aKeyConditionIsReadOrRefused() {
    Fuzzer.of("condition", WORDS)
        .run(
            text ->
                read(
                    text,
                    List.of(ExpressionKind.KEY_CONDITION),
                    parsed -> {
                      if (parsed.keyCondition() != null) {
                        assertThat(parsed.keyCondition().predicates()).isNotEmpty();
                      }
                    }));
  }

  @Test
  void anUpdateIsReadAndMadeOrRefused() {
    Fuzzer.of("update", WORDS)
        .run(
            text ->
                read(
                    text,
                    List.of(ExpressionKind.UPDATE),
                    parsed -> {
                      if (parsed.update() != null) {
                        Item after = parsed.update().apply(ITEM, true);
                        parsed.update().updatedPart(ITEM);
                        parsed.update().updatedPart(after);
                      }
                    }));
  }

  @Test
  void aProjectionIsReadAndMadeOrRefused() {
    Fuzzer.of("projection", WORDS)
        .run(
            text ->
                read(
                    text,
                    List.of(ExpressionKind.PROJECTION),
                    parsed -> {
                      if (parsed.projection() != null) {
                        parsed.projection().of(ITEM);
                      }
                    }));
  }

  private static void read(
      String text, List<ExpressionKind> kinds, Consumer<RequestExpressions> use) {
    ExpressionInput input = new ExpressionInput();
    kinds.forEach(kind -> input.put(kind, text));
    var values = Requests.wireValues(VALUES);
    values.keySet().removeIf(name -> !text.contains(name));
    if (!values.isEmpty()) {
      input.values(values);
    }
    if (text.contains("#n")) {
      input.names(Map.of("#n", "a"));
    }
    try {
      use.accept(input.parse());
    } catch (TableException refused) {
      assertThat(refused.type()).isEqualTo(ErrorType.VALIDATION);
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }
}

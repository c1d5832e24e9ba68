package dev.skerry.origin.tables.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.fuzz.Fuzzer;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.Condition;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a text is, it is read and planned or refused with the service's error. */
class StatementFuzzTest {
  private static final List<KeyAttribute> PARTITION =
      List.of(new KeyAttribute("h", AttributeType.S));
  private static final List<KeyAttribute> SORT = List.of(new KeyAttribute("r", AttributeType.N));
  private static final List<String> NAMES = List.of("h", "r");
  private static final List<AttributeValue> PARAMETERS =
      List.of(
          AttributeValue.string("x"),
          AttributeValue.number(7),
          WireJson.item("{'s':{'SS':['x']}}").attributes().get("s"));
  private static final Item ITEM =
      WireJson.item(
          "{'h':{'S':'x'},'r':{'N':'1'},'a':{'L':[{'N':'1'},{'M':{'b':{'S':'y'}}}]},"
              + "'b':{'SS':['x','y']},'c':{'N':'9e125'},'d':{'NULL':true}}");
  private static final String[] WORDS = {
    "SELECT ",
    "SELECT * FROM things ",
    "INSERT INTO things VALUE ",
    "UPDATE things SET ",
    "DELETE FROM things ",
    "EXISTS(",
    " FROM ",
    " WHERE ",
    " AND ",
    " OR ",
    " NOT ",
    " IN [",
    " IN (",
    " BETWEEN ",
    " IS MISSING",
    " IS NOT NULL",
    " ORDER BY r DESC",
    " SET ",
    " REMOVE ",
    " RETURNING ALL OLD *",
    "begins_with(",
    "contains(",
    "attribute_type(",
    "size(",
    "list_append(",
    "set_add(",
    "set_delete(",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<<",
    ">>",
    "'",
    "\"",
    "?",
    ",",
    ".",
    ":",
    ";",
    "=",
    "<>",
    "<=",
    "+",
    "-",
    "*",
    "--",
    "/*",
    "*/",
    "\n",
    "0",
    "1e400",
    "2147483648",
    "'x'",
    "h",
    "r",
    "a",
    "b",
    "c",
    "d",
    "null",
    "true",
    "missing",
    "\u0000",
    "é"
  };

  @Test
  void aStatementIsReadPlannedAndAppliedOrRefused() {
    Fuzzer.of("partiql", WORDS)
        .run(
            text -> {
              try {
                use(Statement.parse(text, PARAMETERS));
              } catch (TableException refused) {
                assertThat(refused.type()).isEqualTo(ErrorType.VALIDATION);
                assertThat(refused.getMessage()).isNotEmpty();
              }
            });
  }

  private static void use(Statement statement) {
    assertThat(statement.table()).isNotEmpty();
    switch (statement) {
      case Statement.Select select -> use(select);
      case Statement.Exists exists -> use(exists.select());
      case Statement.Insert insert -> assertThat(insert.item()).isNotNull();
      case Statement.Update update -> {
        apply(update.where());
        WriteTarget.of(update.where(), NAMES);
        Item after = update.changes().apply(ITEM, true);
        update.changes().updatedPart(after);
      }
      case Statement.Delete delete -> {
        apply(delete.where());
        WriteTarget.of(delete.where(), NAMES);
      }
    }
  }

  private static void use(Statement.Select select) {
    apply(select.where());
    if (select.columns() != null) {
      select.columns().of(ITEM);
    }
    WriteTarget.onlyKey(select.where(), NAMES);
    boolean whole = select.where() == null || select.where().test(ITEM);
    ReadPlan plan = ReadPlan.of(select, PARTITION, SORT);
    boolean left = plan.filter() == null || plan.filter().test(ITEM);
    assertThat(left || !whole).as("what a filter refuses the condition refuses").isTrue();
  }

  private static void apply(@Nullable Condition condition) {
    if (condition != null) {
      condition.test(ITEM);
      condition.test(Item.EMPTY);
      condition.forEachPath(path -> assertThat(path.head()).isNotNull());
    }
  }
}

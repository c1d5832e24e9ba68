package dev.skerry.origin.tables.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a statement, and what is told of what is none. */
class StatementTest {
  private static final Item ITEM =
      WireJson.item(
          "{'a':{'N':'1'},'b':{'S':'text'},'c':{'L':[{'N':'1'},{'M':{'d':{'S':'x'}}}]},"
              + "'m':{'M':{'k':{'N':'-2.5'}}},'n':{'NULL':true},'s':{'SS':['x','y']},"
              + "'t':{'BOOL':true},'order':{'S':'q'},'a.b':{'S':'dot'}}");

  private static Statement.Select select(String where, AttributeValue... parameters) {
    return (Statement.Select)
        Statement.parse("SELECT * FROM things WHERE " + where, List.of(parameters));
  }

  private static boolean holds(String where, AttributeValue... parameters) {
    var condition = select(where, parameters).where();
    return condition != null && condition.test(ITEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1",
        "1 = a",
        "a = +1 AND m.k = -2.5 AND m.k = - - -2.5e0",
        "a <> 2 AND a != 2",
        "A = 1 OR a = 1",
        "a < 2 AND a <= 1 AND a > .5 AND a >= 1",
        "a BETWEEN 1 AND 2 AND b between 'a' and 'z'",
        "a NOT BETWEEN 2 AND 3",
        "a IN [0, 1]",
        "a IN (0, 1)",
        "a IN <<1>>",
        "a NOT IN [2]",
        "NOT a = 2",
        "NOT NOT a = 1",
        "NOT (a = 2 AND b = 'text')",
        "(a = 2 OR (b = 'text')) AND ((a)) = 1",
        "a = 2 AND a = 1 OR a = 1",
        "begins_with(b, 'te') AND BEGINS_WITH(\"b\", '')",
        "contains(b, 'ex') AND contains(s, 'x') AND contains(c, 1)",
        "attribute_type(n, 'NULL') AND attribute_type(c, 'L')",
        "attribute_exists(a) AND attribute_not_exists(c[2])",
        "size(b) = 4 AND size(s) > 1 AND size(c) BETWEEN 2 AND 2",
        "z IS MISSING AND a IS NOT MISSING",
        "n IS NULL AND a IS NOT NULL AND z IS NOT NULL",
        "c[1].d = 'x' AND c[1]['d'] = 'x' AND c[-0] = 1",
        "\"order\" = 'q' AND \"a.b\" = 'dot'",
        "t = true AND n = NULL",
        "c = [1, {'d': 'x'}]",
        "m = {'k': -2.5}",
        "s = <<'y', 'x'>>",
        "a = m.k OR a = a"
      })
  void aConditionHolds(String where) {
    assertThat(holds(where)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a = 2", "NOT a = 1", "z <> 1 AND a = 2", "z = 1", "a IS NULL", "z IS NULL"})
  void aConditionDoesNotHold(String where) {
    assertThat(holds(where)).isFalse();
  }

  @Test
  void parametersStandInTheOrderOfTheirMarks() {
    assertThat(
            holds(
                "b = ? AND a IN [?, 7] AND b <> '?'",
                AttributeValue.string("text"),
                AttributeValue.number(1)))
        .isTrue();
  }

  @Test
  void commentsAndWhiteSpaceSayNothing() {
    assertThat(
            Statement.parse(
                    "select/**/*\nFROM things -- all\r\nwhere/* key */a='--' ; -- done", List.of())
                .table())
        .isEqualTo("things");
  }

  @Test
  void aQuotationMarkWithinIsWrittenTwice() {
    Statement.Insert insert =
        (Statement.Insert)
            Statement.parse("INSERT INTO \"things\" VALUE {'it''s': 'o''clock'}", List.of());
    assertThat(insert.item().get("it's")).isEqualTo(AttributeValue.string("o'clock"));
  }

  @Test
  void anItemHasValuesOfAllTypes() {
    Statement.Insert insert =
        (Statement.Insert)
            Statement.parse(
                "INSERT INTO things VALUE {'s':'x','n':-1e2,'t':true,'f':FALSE,'z':null,"
                    + "'l':[1,[],{}],'m':{'a':{}},'ss':<<'a','b'>>,'ns':<<1,-2>>,'p':?}",
                List.of(AttributeValue.number(7)));
    assertThat(insert.item())
        .isEqualTo(
            WireJson.item(
                "{'s':{'S':'x'},'n':{'N':'-100'},'t':{'BOOL':true},'f':{'BOOL':false},"
                    + "'z':{'NULL':true},'l':{'L':[{'N':'1'},{'L':[]},{'M':{}}]},"
                    + "'m':{'M':{'a':{'M':{}}}},'ss':{'SS':['a','b']},'ns':{'NS':['1','-2']},"
                    + "'p':{'N':'7'}}"));
  }

  @Test
  void columnsAreNamedByTheLastNameOfTheirPaths() {
    Statement.Select select =
        (Statement.Select) Statement.parse("SELECT a, m.k, c[0], c[1].d, z FROM things", List.of());
    Columns columns = Objects.requireNonNull(select.columns());
    assertThat(columns.of(ITEM))
        .isEqualTo(
            WireJson.item("{'a':{'N':'1'},'k':{'N':'-2.5'},'c[0]':{'N':'1'},'d':{'S':'x'}}"));
  }

  @Test
  void anUpdateDoesAllThatItsClausesSay() {
    Statement.Update update =
        (Statement.Update)
            Statement.parse(
                "UPDATE things SET a = a + 1 - (m.k - 0.5) + -1, x = list_append([0], c)"
                    + " SET s = set_add(s, <<'z'>>), b = b REMOVE n, c[0] REMOVE t"
                    + " WHERE p = 1 RETURNING ALL NEW *",
                List.of());
    assertThat(update.changes().apply(ITEM, true))
        .isEqualTo(
            WireJson.item(
                "{'a':{'N':'4'},'b':{'S':'text'},'c':{'L':[{'M':{'d':{'S':'x'}}}]},"
                    + "'m':{'M':{'k':{'N':'-2.5'}}},'s':{'SS':['x','y','z']},"
                    + "'order':{'S':'q'},'a.b':{'S':'dot'},"
                    + "'x':{'L':[{'N':'0'},{'N':'1'},{'M':{'d':{'S':'x'}}}]}}"));
    assertThat(update.returning()).isEqualTo(Returning.ALL_NEW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DROP TABLE things | Expected data manipulation",
        "SELECT | Unexpected term",
        "SELECT * | Expected FROM",
        "SELECT * FROM | Unexpected term",
        "SELECT * FROM things WHERE | Unexpected term",
        "SELECT * FROM things WHERE a | Expected a condition",
        "SELECT * FROM things WHERE a = 1 b | Unexpected token after expression",
        "SELECT * FROM things WHERE a = 1; SELECT * FROM things | Unexpected token after"
            + " expression",
        "SELECT * FROM things WHERE (a = 1 | Expected RIGHT_PAREN",
        "SELECT * FROM things WHERE (a = 1) = 2 | Unexpected term",
        "SELECT * FROM things WHERE a = 'x | unexpected end of statement",
        "SELECT * FROM things /* | unexpected end of statement",
        "SELECT * FROM things WHERE a = # | invalid character at 1:32:1",
        "SELECT a AS b FROM things | Expected FROM",
        "DELETE FROM | Expected identifier for simple path",
        "UPDATE things WHERE a = 1 | Expected data manipulation",
        "UPDATE things SET a WHERE a = 1 | Expected EQ",
        "INSERT INTO things VALUE {'a' 1} | Expected COLON",
        "INSERT INTO things VALUE {a: 1} | Expected a string as the name of an attribute",
        "INSERT INTO things | Expected VALUE"
      })
  void aTextThatIsNoStatementIsRefused(String text, String why) {
    assertRefused(text, "Statement wasn't well formed, can't be processed: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SELECT COUNT(*) FROM things ~ Unexpected path component at 1:8:5",
        "SELECT 'a' FROM things ~ Unexpected path component at 1:8:3",
        "SELECT *, a FROM things ~ Other attributes should not be present in the projection when"
            + " '*' is used.",
        "SELECT m.z, z FROM things ~ Duplicate identifiers in select clause: z",
        "SELECT id FROM dbimp_page LIMIT 5 ~ Unsupported clause: LIMIT at 1:33:1",
        "SELECT * FROM \"\" ~ Path component cannot be an empty string",
        "SELECT * FROM ab ~ Table name should be within the length [3, 255] and only contain 'a-z',"
            + " 'A-Z', '0-9', '-', '_', '.'.",
        "SELECT * FROM a1b.c2d.e3f ~ A path may contain at most 2 components in the FROM clause",
        "SELECT l[2147483648] FROM things ~ List index is not within the allowable range; index:"
            + " [2147483648] at 1:10:10",
        "SELECT l[-1] FROM things ~ List index is not within the allowable range; index: [-1] at"
            + " 1:11:1",
        "SELECT * FROM things WHERE a = 5 + 5 ~ Unsupported operator in Condition Expression."
            + " Operator: +",
        "SELECT * FROM things WHERE a > -b ~ Unsupported operator in Condition Expression."
            + " Operator: -",
        "SELECT * FROM things WHERE a = MISSING ~ MISSING must be compared using IS operator",
        "SELECT * FROM things WHERE 1 IS NULL ~ The left hand side argument to IS must be a"
            + " Variable Reference, Literal, or Path",
        "SELECT * FROM things WHERE a < true ~ Incorrect operand type for operator or function;"
            + " operator or function: <, operand type: BOOL",
        "SELECT * FROM things WHERE a BETWEEN [] AND 1 ~ Incorrect operand type for operator or"
            + " function; operator or function: BETWEEN, operand type: L",
        "SELECT * FROM things WHERE a BETWEEN 2 AND 1 ~ The BETWEEN operator requires upper bound"
            + " to be greater than or equal to lower bound",
        "SELECT * FROM things WHERE begins_with(a, 1) ~ Incorrect operand type for operator or"
            + " function; operator or function: begins_with, operand type: N",
        "SELECT * FROM things WHERE attribute_type(a, 1) ~ Incorrect operand type for operator or"
            + " function; operator or function: attribute_type, operand type: N",
        "SELECT * FROM things WHERE attribute_type(a, 'X') ~ Invalid attribute type name found;"
            + " type: X, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}",
        "SELECT * FROM things WHERE EXISTS(a) ~ Unexpected path component at 1:28:6",
        "SELECT * FROM things WHERE a = ? ~ Number of parameters in request and statement don't"
            + " match.",
        "SELECT * FROM things WHERE a IN [] ~ IN operator must have a left hand argument of type"
            + " Variable Reference and right hand argument of type Seq with at least one member",
        "SELECT * FROM things WHERE s = <<>> ~ Empty bags are not supported",
        "SELECT * FROM things WHERE s = <<1,'a'>> ~ Unsupported data type in Bag. DynamoDB only"
            + " supports either numbers or strings in bags",
        "SELECT * FROM things WHERE s = <<'a','a'>> ~ One or more parameter values were invalid:"
            + " Input collection [a, a] contains duplicates.",
        "SELECT * FROM things WHERE s = <<2,2.0>> ~ One or more parameter values were invalid:"
            + " Input collection [2, 2.0] contains duplicates! under root",
        "INSERT INTO things VALUE {'m':{'k':?}} ~ Unsupported data type: Parameter under key root.k"
            + " at 1:36:1",
        "INSERT INTO things.idx VALUE {'a':1} ~ FROM clause may only contain a single table name",
        "INSERT INTO things << {'a':1} >> ~ Unsupported operation: Inserting multiple items in a"
            + " single statement is not supported, use \"INSERT INTO tableName VALUE item\""
            + " instead",
        "UPDATE things.idx SET a = 1 WHERE b = 1 ~ This operation is not supported on an index",
        "UPDATE things SET a = 'x' + 1 WHERE b = 1 ~ Incorrect operand type for operator or"
            + " function; operator or function: +, operand type: S",
        "UPDATE things SET a = 1, a.b = 2 WHERE b = 1 ~ Two document paths overlap with each other;"
            + " must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
        "UPDATE things SET a = set_add(b, <<1>>) WHERE c = 1 ~ The first argument to SET_ADD must"
            + " equal the assignment value at 1:23:7",
        "UPDATE things SET a = set_delete(a, 1) WHERE c = 1 ~ The second argument to SET_DELETE"
            + " must be a value with type SET at 1:34:1",
        "UPDATE things SET a = 1 WHERE c = 1 RETURNING ALL NEW ~ Expected '*' after ( MODIFIED |"
            + " ALL ) ( NEW | OLD ) in RETURNING clause",
        "DELETE FROM things WHERE c = 1 RETURNING ALL NEW * ~ Invalid returning clause: RETURNING"
            + " ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements."
      })
  void whatTheServiceDoesNotDoIsRefused(String text, String why) {
    assertRefused(text, why);
  }

  @Test
  void depthAndNumberAreBounded() {
    assertRefused(
        "SELECT * FROM things WHERE " + "(".repeat(4000) + "a = 1" + ")".repeat(4000),
        "Statement wasn't well formed, can't be processed: Nesting is too deep");
    assertRefused(
        "UPDATE things SET a = " + "list_append(".repeat(600),
        "Statement wasn't well formed, can't be processed: Nesting is too deep");
    assertRefused(
        "UPDATE things SET a = " + "{'a':".repeat(32) + "1" + "}".repeat(32) + " WHERE b = 1",
        "Nesting Levels have exceeded supported limits under root" + ".a".repeat(32));
    assertRefused(
        "SELECT * FROM things WHERE " + "NOT ".repeat(301) + "a = 1",
        "The expression contains too many operators; operator count: 301");
    assertRefused(
        "SELECT * FROM things WHERE a IN [" + "1,".repeat(100) + "1]",
        "The IN operator is provided with too many operands; number of operands: 101");
    assertRefused(
        "SELECT a" + ".a".repeat(32) + " FROM things",
        "The document path has too many nesting levels; nesting levels: 33");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Statement.parse(text, List.of()))
        .isInstanceOf(TableException.class)
        .hasMessage(message);
  }
}

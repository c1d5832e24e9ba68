package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of statements that they send one at a time. */
class ExecuteStatementTest {
  private static final Pattern TOKEN = Pattern.compile("'NextToken':'([^']+)'");

  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
    for (int r = 1; r <= 3; r++) {
      ok("INSERT INTO things VALUE {'h':'a','r':" + r + ",'g':'g" + (4 - r) + "','x':" + r + "}");
    }
    ok("INSERT INTO things VALUE {'h':'b','r':1,'g':'g1','x':7,'m':{'k':['c']}}");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private String ok(String statement, String... members) {
    return service.ok("ExecuteStatement", Partiql.request(statement, members));
  }

  private String refused(String statement, String... members) {
    return service.refused("ExecuteStatement", Partiql.request(statement, members));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "h = 'a' | 1 2 3",
        "h = 'a' ORDER BY r | 1 2 3",
        "h = 'a' ORDER BY r DESC | 3 2 1",
        "h = 'a' ORDER BY h | 3 2 1",
        "h = 'a' AND r > 1 | 2 3",
        "h = 'a' AND 2 >= r | 1 2",
        "h = 'a' AND r BETWEEN 2 AND 9 AND x <> 3 | 2",
        "h = 'a' AND r IN [3, 1] | 3 1",
        "h = 'a' AND r IN [3, 1] ORDER BY r ASC | 1 3",
        "h = 'a' AND (r = 1 OR r = 3) | 1 3",
        "h = 'a' AND (x = 1 OR x = 3) | 1 3",
        "h = 'a' AND r = 2 | 2",
        "h = 'a' AND r = 9 | ",
        "h = 'a' AND r > 0 AND r < 3 | 1 2",
        "h = 'a' AND NOT r = 2 | 1 3",
        "h IN ['a', 'b'] AND r = 1 AND x = 7 | 7",
        "h IN ['b', 'a'] ORDER BY h DESC, r DESC | 7 3 2 1",
        "h = 'b' OR h = 'a' | 7 1 2 3",
        "h = 'a' AND h = 'b' | ",
        "x > 2 AND x < 7 | 3",
        "h = 'b' AND m.k[0] = 'c' | 7",
        "h > 'a' | 7",
        "r = 1 AND contains(g, '1') | 7"
      })
  void itemsAreSelected(String where, String xs) {
    StringBuilder found = new StringBuilder();
    Matcher matcher =
        Pattern.compile("'x':\\{'N':'(\\d)'").matcher(ok("SELECT x FROM things WHERE " + where));
    while (matcher.find()) {
      found.append(found.isEmpty() ? "" : " ").append(matcher.group(1));
    }
    assertThat(found.toString()).isEqualTo(xs == null ? "" : xs);
  }

  @Test
  void anIndexHasWhatItProjects() {
    assertThat(ok("SELECT * FROM things.\"global\" WHERE g = 'g1' AND r = 1"))
        .isEqualTo("{'Items':[{'h':{'S':'b'},'r':{'N':'1'},'g':{'S':'g1'}}]}");
    assertThat(ok("SELECT r, x FROM things.local WHERE h = 'a' ORDER BY g DESC"))
        .isEqualTo(
            "{'Items':[{'r':{'N':'1'},'x':{'N':'1'}},{'r':{'N':'2'},'x':{'N':'2'}},"
                + "{'r':{'N':'3'},'x':{'N':'3'}}]}");
    assertThat(ok("SELECT * FROM things.\"global\" WHERE x = 7")).isEqualTo("{'Items':[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM others | Requested resource not found",
        "SELECT * FROM things.other | The table does not have the specified index",
        "SELECT x FROM things.\"global\" WHERE g = 'a' | Global secondary index global does not"
            + " project [x]",
        "SELECT h FROM things.\"global\" WHERE g = 'a' AND x = 1 AND y = 2 | Secondary index global"
            + " does not project one or more filter attributes: [x, y]",
        "SELECT * FROM things WHERE h = 1 | Key attribute's data type should match its data type in"
            + " table's schema: Key h",
        "SELECT * FROM things WHERE h IN ['a','a'] | Overlapping conditions with range keys are not"
            + " supported in where clause",
        "SELECT * FROM things WHERE h = '' AND r = 1 | cannot contain an empty string value. Key:"
            + " h",
        "SELECT * FROM things ORDER BY r | Must have WHERE clause in the statement when using ORDER"
            + " BY clause.",
        "SELECT * FROM things WHERE x = 1 ORDER BY r | Must have at least one non-optional hash key"
            + " condition in WHERE clause when using ORDER BY clause.",
        "SELECT * FROM things WHERE h = 'a' ORDER BY x | Attribute x in ORDER BY clause must be"
            + " part of the primary key",
        "SELECT * FROM things WHERE h IN ['a','b'] ORDER BY r | Must have hash key in ORDER BY"
            + " clause when more than one hash key condition specified in WHERE clause.",
        "EXISTS(SELECT * FROM things WHERE h = 'a' AND r = 1 AND x = 1) | EXISTS can only be used"
            + " in ExecuteTransaction write requests.",
        "UPDATE things SET x = 1 | Where clause does not contain a mandatory equality on all key"
            + " attributes",
        "UPDATE things SET x = 1 WHERE h = 'a' AND r > 1 | Where clause does not contain a"
            + " mandatory equality on all key attributes",
        "DELETE FROM things WHERE h = 'a' | Where clause does not contain a mandatory equality on"
            + " all key attributes",
        "DELETE FROM things WHERE h = 'a' AND r = 1 AND h = 'b' | Multiple conditions on same key"
            + " h. Only single item Update/Insert/Delete are supported",
        "UPDATE things SET x = 1 WHERE h = 'a' AND r = '1' | The provided key element does not"
            + " match the schema",
        "UPDATE things SET r = 1 WHERE h = 'a' AND r = 1 | Cannot update attribute r. This"
            + " attribute is part of the key",
        "INSERT INTO things VALUE {'h':'a'} | Missing the key r in the item",
        "INSERT INTO things VALUE {'h':'a','r':1} | DuplicateItemException",
        "INSERT INTO things VALUE {'h':'a','r':1} | Duplicate primary key exists in table",
        "UPDATE things SET x = 1 WHERE h = 'z' AND r = 1 | ConditionalCheckFailedException",
        "UPDATE things SET x = 1 WHERE h = 'a' AND r = 1 AND x = 5 | The conditional request"
            + " failed",
        "DELETE FROM things WHERE h = 'a' AND r = 1 AND x = 5 | The conditional request failed",
        "UPDATE things SET x = y + 1 WHERE h = 'a' AND r = 1 | refers to an attribute that does not"
            + " exist in the item"
      })
  void whatCannotBeDoneIsRefused(String statement, String why) {
    String before = service.ok("Scan", "{'TableName':'things'}");
    assertThat(refused(statement).replace("\\\"", "\"")).contains(why.replace('"', '\''));
    assertThat(service.ok("Scan", "{'TableName':'things'}")).isEqualTo(before);
  }

  @Test
  void anItemIsInsertedUpdatedAndDeleted() {
    assertThat(ok("INSERT INTO things VALUE {'h':?,'r':1}", ",'Parameters':[{'S':'n'}]"))
        .isEqualTo("{'Items':[]}");
    String where = " WHERE h = 'n' AND r = 1";
    assertThat(ok("UPDATE things SET l = [1], s = <<'p'>>" + where)).isEqualTo("{'Items':[]}");
    assertThat(
            ok(
                "UPDATE things SET l = list_append(l, [2]) SET s = set_add(s, <<'q'>>)"
                    + where
                    + " RETURNING MODIFIED NEW *"))
        .isEqualTo("{'Items':[{'l':{'L':[{'N':'1'},{'N':'2'}]},'s':{'SS':['p','q']}}]}");
    assertThat(
            ok(
                "UPDATE things SET s = set_delete(s, <<'p','q'>>) REMOVE l[0]"
                    + where
                    + " AND l[1] = 2 RETURNING ALL NEW *"))
        .isEqualTo("{'Items':[{'h':{'S':'n'},'r':{'N':'1'},'l':{'L':[{'N':'2'}]}}]}");
    assertThat(ok("UPDATE things SET l[0] = 5" + where + " RETURNING MODIFIED OLD *"))
        .isEqualTo("{'Items':[{'l':{'L':[{'N':'2'}]}}]}");
    assertThat(ok("DELETE FROM things" + where + " RETURNING ALL OLD *"))
        .isEqualTo("{'Items':[{'h':{'S':'n'},'r':{'N':'1'},'l':{'L':[{'N':'5'}]}}]}");
    assertThat(ok("DELETE FROM things" + where + " AND x = 1 RETURNING ALL OLD *"))
        .isEqualTo("{'Items':[]}");
  }

  @Test
  void aConditionThatIsNotTrueIsToldWithTheItem() {
    assertThat(
            refused(
                "UPDATE things SET x = 1 WHERE h = 'b' AND r = 1 AND x IS MISSING",
                ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'"))
        .contains("ConditionalCheckFailedException", "'Item':{'h':{'S':'b'}");
  }

  @Test
  void pagesFollowOneAnotherToTheEnd() {
    String statement = "SELECT r FROM things WHERE h IN ['b', 'a'] ORDER BY h, r DESC";
    StringBuilder found = new StringBuilder();
    String token = "";
    for (int pages = 0; pages < 6; pages++) {
      String page = ok(statement, ",'Limit':1" + token);
      Matcher r = Pattern.compile("'Items':\\[\\{'r':\\{'N':'(\\d)'").matcher(page);
      found.append(r.find() ? r.group(1) : "-");
      Matcher next = TOKEN.matcher(page);
      if (!next.find()) {
        break;
      }
      token = ",'NextToken':'" + next.group(1) + "'";
    }
    assertThat(found.toString()).isEqualTo("3211-");
  }

  @Test
  void aTokenIsGoodForItsStatementOnly() {
    String statement = "SELECT * FROM things WHERE h = ?";
    String a = ",'Parameters':[{'S':'a'}]";
    Matcher next = TOKEN.matcher(ok(statement, a, ",'Limit':1"));
    assertThat(next.find()).isTrue();
    String token = ",'NextToken':'" + next.group(1) + "'";
    assertThat(ok(statement, a, token)).contains("'r':{'N':'2'}").doesNotContain("'r':{'N':'1'}");
    assertThat(refused(statement, ",'Parameters':[{'S':'b'}]", token))
        .contains("NextToken does not match request");
    assertThat(refused("SELECT * FROM things", token)).contains("NextToken does not match request");
    assertThat(refused(statement, a, ",'NextToken':'garbage'")).contains("Invalid NextToken");
    assertThat(refused(statement, a, ",'NextToken':'e30='")).contains("Invalid NextToken");
  }

  @Test
  void aSortKeyThatNoItemCanHaveFindsNothingOrIsRefused() {
    String long5 = "x".repeat(5000);
    Answer answer =
        service.call(
            "ExecuteStatement",
            Partiql.request(
                "SELECT * FROM things.local WHERE h = 'a' AND g = ?",
                ",'Parameters':[{'S':'" + long5 + "'}]"));
    assertThat(Service.text(answer)).satisfies(text -> assertThat(answer.status()).isLessThan(500));
  }

  @Test
  void anItemByItsKeyHasNoNextPage() {
    assertThat(ok("SELECT r FROM things WHERE h = 'a' AND r = 1", ",'Limit':1"))
        .isEqualTo("{'Items':[{'r':{'N':'1'}}]}");
  }

  @Test
  void capacityIsThatOfTheOperationBelow() {
    assertThat(
            ok(
                "SELECT * FROM things WHERE h = 'a'",
                ",'ReturnConsumedCapacity':'TOTAL','ConsistentRead':true"))
        .contains("'ConsumedCapacity':{'TableName':'things','CapacityUnits':1}");
    assertThat(
            ok(
                "INSERT INTO things VALUE {'h':'q','r':1,'g':'g'}",
                ",'ReturnConsumedCapacity':'INDEXES'"))
        .contains("'CapacityUnits':3", "'GlobalSecondaryIndexes':{'global'");
    assertThat(refused("SELECT * FROM things.\"global\" WHERE g = 'g'", ",'ConsistentRead':true"))
        .contains("Strongly consistent read is not supported on Global Secondary Indexes");
  }

  @Test
  void aRequestIsCheckedBeforeItsStatement() {
    assertThat(service.refused("ExecuteStatement", "{}"))
        .contains(
            "Value null at 'statement' failed to satisfy constraint: Member must not be null");
    assertThat(refused("SELECT * FROM things", ",'Limit':0"))
        .contains("Value '0' at 'limit'", "Member must have value greater than or equal to 1");
    assertThat(refused("x".repeat(8193)))
        .contains("Member must have length less than or equal to 8192");
    assertThat(refused("nonsense", ",'Parameters':[{'SS':['a','a']}]"))
        .contains("Input collection [a, a] contains duplicates");
    assertThat(refused("SELECT * FROM things", ",'Parameters':[]"))
        .contains("Member must have length greater than or equal to 1");
  }
}

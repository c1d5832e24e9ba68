package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of statements of which all are done or none. */
class ExecuteTransactionTest {
  private static final String FIRST = "WHERE h = 'a' AND r = 1";
  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
    ok(
        "INSERT INTO things VALUE {'h':'a','r':1,'x':1}",
        "INSERT INTO things VALUE {'h':'c','r':1}");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private String ok(String... statements) {
    return service.ok("ExecuteTransaction", Partiql.all("TransactStatements", statements));
  }

  private String refused(String... statements) {
    return service.refused("ExecuteTransaction", Partiql.all("TransactStatements", statements));
  }

  private String things() {
    return service.ok("Scan", "{'TableName':'things'}");
  }

  @Test
  void allIsWritten() {
    assertThat(
            ok(
                "INSERT INTO things VALUE {'h':'b','r':1}",
                "UPDATE things SET x = x + 1 " + FIRST + " AND x = 1",
                "DELETE FROM things WHERE h = 'none' AND r = 1",
                "EXISTS(SELECT * FROM things WHERE h = 'c' AND r = 1 AND y IS MISSING)"))
        .isEqualTo("{'Responses':[{},{},{},{}]}");
    assertThat(things()).contains("'Count':3", "'x':{'N':'2'}");
  }

  @Test
  void nothingIsWrittenWhereOneCannotBe() {
    String before = things();
    assertThat(
            refused(
                "INSERT INTO things VALUE {'h':'b','r':1}",
                "INSERT INTO things VALUE {'h':'a','r':1}",
                "UPDATE things SET x = 1 WHERE h = 'z' AND r = 1"))
        .contains(
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [None, DuplicateItem, ConditionalCheckFailed]",
            "{'Code':'DuplicateItem','Message':'Duplicate primary key exists in table'}");
    assertThat(things()).isEqualTo(before);
  }

  @Test
  void aConditionHoldsOrAllIsCancelled() {
    String write = "INSERT INTO things VALUE {'h':'b','r':1}";
    assertThat(refused("EXISTS(SELECT * FROM things " + FIRST + " AND x = 2)", write))
        .contains("[ConditionalCheckFailed, None]");
    assertThat(refused("EXISTS(SELECT * FROM things WHERE h='q' AND r=1 AND x IS MISSING)", write))
        .contains("[ConditionalCheckFailed, None]");
    assertThat(ok("EXISTS(SELECT * FROM things " + FIRST + " AND x = 1)", write))
        .isEqualTo("{'Responses':[{},{}]}");
    assertThat(
            service.refused(
                "ExecuteTransaction",
                "{'TransactStatements':[{"
                    + Partiql.member("EXISTS(SELECT * FROM things " + FIRST + " AND x = 2)")
                    + ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}]}"))
        .contains("'Item':{'h':{'S':'a'},'r':{'N':'1'},'x':{'N':'1'}}");
  }

  @Test
  void itemsAreReadByTheirKeys() {
    assertThat(
            ok(
                "SELECT x FROM things " + FIRST,
                "SELECT * FROM things WHERE h = 'none' AND r = 1",
                "SELECT * FROM things WHERE h IN ['a'] AND r = 2"))
        .isEqualTo("{'Responses':[{'Item':{'x':{'N':'1'}}},{},{}]}");
  }

  @Test
  void aTokenMakesARequestHappenOnce() {
    String request =
        "{'ClientRequestToken':'t','TransactStatements':[{"
            + Partiql.member("UPDATE things SET x = x + 1 " + FIRST)
            + "}]}";
    assertThat(service.ok("ExecuteTransaction", request)).isEqualTo("{'Responses':[{}]}");
    assertThat(service.ok("ExecuteTransaction", request)).isEqualTo("{'Responses':[{}]}");
    assertThat(things()).contains("'x':{'N':'2'}");
    assertThat(service.refused("ExecuteTransaction", request.replace("+ 1", "+ 2")))
        .contains("IdempotentParameterMismatchException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELEC * FROM things | Statement wasn't well formed, can't be processed: Expected data"
            + " manipulation",
        "UPDATE things SET x = <<'a','a'>> WHERE h = 'a' | Validation failed in"
            + " TransactStatements[0]: One or more parameter values were invalid: Input collection"
            + " [a, a] contains duplicates.",
        "DELETE FROM things WHERE h = 'a' AND r = 1 RETURNING ALL OLD * | Validation failed in"
            + " TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction.",
        "SELECT * FROM things WHERE h = 'a' | Validation failed in TransactStatements[0]: Select"
            + " statements within ExecuteTransaction must specify the primary key in the where"
            + " clause.",
        "SELECT * FROM things WHERE h = 'a' AND r = 1 AND x = 1 | Validation failed in"
            + " TransactStatements[0]: Select statements within ExecuteTransaction must specify the"
            + " primary key in the where clause.",
        "SELECT * FROM things.local WHERE h = 'a' AND r = 1 | Validation failed in"
            + " TransactStatements[0]: Reads on indices are not supported within transactions.",
        "SELECT * FROM things WHERE h = 'a' AND r = '1' | 'Code':'ValidationError','Message':'The"
            + " provided key element does not match the schema'",
        "EXISTS(SELECT * FROM things WHERE h = 'a' AND r = 1) | Validation failed in"
            + " TransactStatements[0]: EXISTS() must contain a single item read with additional"
            + " condition",
        "UPDATE things SET x = 1 WHERE h = 'a' | 'Code':'ValidationError','Message':'The provided"
            + " key element does not match the schema'",
        "INSERT INTO things VALUE {'h':'q'} | 'Code':'ValidationError','Message':'One or more"
            + " parameter values were invalid: Missing the key r in the item'",
        "DELETE FROM others WHERE h = 'a' | 'Code':'ResourceNotFound','Message':'Requested resource"
            + " not found'"
      })
  void whatCannotBeDoneIsRefused(String statement, String why) {
    assertThat(refused(statement)).contains(why);
  }

  @Test
  void aTransactionIsRefusedAsAWhole() {
    String select = "SELECT * FROM things " + FIRST;
    String delete = "DELETE FROM things " + FIRST;
    assertThat(refused(select, "DELETE FROM things WHERE h = 'a' AND r = 2"))
        .contains(
            "ExecuteTransaction API does not support both read and write operations in the same"
                + " request.");
    assertThat(refused(select, select))
        .contains("Transaction request cannot include multiple operations on one item");
    assertThat(refused(delete, delete))
        .contains("Transaction request cannot include multiple operations on one item");
    assertThat(refused(Collections.nCopies(101, delete).toArray(String[]::new)))
        .contains("Member must have length less than or equal to 100");
  }

  @Test
  void capacityIsThatOfTransactions() {
    assertThat(
            service.ok(
                "ExecuteTransaction",
                "{'ReturnConsumedCapacity':'TOTAL','TransactStatements':[{"
                    + Partiql.member("SELECT * FROM things " + FIRST)
                    + "}]}"))
        .contains("'CapacityUnits':2");
  }
}

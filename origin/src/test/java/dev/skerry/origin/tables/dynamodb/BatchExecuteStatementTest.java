package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of statements that they send many at a time, each by itself. */
class BatchExecuteStatementTest {
  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
    ok("INSERT INTO things VALUE {'h':'a','r':1,'x':1}");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private String ok(String... statements) {
    return service.ok("BatchExecuteStatement", Partiql.all("Statements", statements));
  }

  private String refused(String... statements) {
    return service.refused("BatchExecuteStatement", Partiql.all("Statements", statements));
  }

  @Test
  void eachStatementThatWritesHasItsAnswer() {
    assertThat(
            ok(
                "INSERT INTO things VALUE {'h':'a','r':1}",
                "INSERT INTO things VALUE {'h':'a','r':2}",
                "UPDATE things SET x = 1 WHERE h = 'z' AND r = 1",
                "DELETE FROM things WHERE h = 'q' AND r = 1 AND",
                "DELETE FROM others WHERE h = 'q' AND r = 1",
                "DELETE FROM things WHERE r = 1",
                "EXISTS(SELECT * FROM things WHERE h = 'a' AND r = 9 AND x = 1)"))
        .isEqualTo(
            "{'Responses':["
                + "{'Error':{'Code':'DuplicateItem','Message':'Duplicate primary key exists in"
                + " table'},'TableName':'things'},"
                + "{'TableName':'things'},"
                + "{'Error':{'Code':'ConditionalCheckFailed','Message':'The conditional request"
                + " failed'},'TableName':'things'},"
                + "{'Error':{'Code':'ValidationError','Message':'Statement wasn't well formed,"
                + " can't be processed: Unexpected term'}},"
                + "{'Error':{'Code':'ResourceNotFound','Message':'Requested resource not"
                + " found'},'TableName':'others'},"
                + "{'Error':{'Code':'ValidationError','Message':'Where clause does not contain a"
                + " mandatory equality on all key attributes'}},"
                + "{'Error':{'Code':'ValidationError','Message':'EXISTS can only be used in"
                + " ExecuteTransaction write requests.'}}]}");
    assertThat(service.ok("Scan", "{'TableName':'things'}")).contains("'Count':2");
  }

  @Test
  void eachStatementThatReadsHasItsItem() {
    assertThat(
            ok(
                "SELECT x FROM things WHERE h = 'a' AND r IN [1]",
                "SELECT * FROM things WHERE h = 'none' AND r = 1",
                "SELECT * FROM things WHERE h = 'a'",
                "SELECT * FROM things WHERE h = 'a' AND r = 3 AND x = 1",
                "SELECT * FROM things.local WHERE h = 'a' AND g = '1'"))
        .isEqualTo(
            "{'Responses':[{'TableName':'things','Item':{'x':{'N':'1'}}},{'TableName':'things'}"
                + (",{'Error':{'Code':'ValidationError','Message':'Select statements within"
                        + " BatchExecuteStatement must specify the primary key in the where"
                        + " clause.'}}")
                    .repeat(3)
                + "]}");
  }

  @Test
  void aConditionThatIsNotTrueIsToldWithTheItem() {
    assertThat(
            service.ok(
                "BatchExecuteStatement",
                "{'Statements':[{"
                    + Partiql.member("DELETE FROM things WHERE h = 'a' AND r = 1 AND x = 2")
                    + ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}]}"))
        .contains("'Code':'ConditionalCheckFailed'", "'Item':{'h':{'S':'a'}");
  }

  @Test
  void whatAWriteReturnsIsItsItem() {
    assertThat(ok("DELETE FROM things WHERE h = 'a' AND r = 1 RETURNING ALL OLD *"))
        .isEqualTo(
            "{'Responses':[{'TableName':'things','Item':"
                + "{'h':{'S':'a'},'r':{'N':'1'},'x':{'N':'1'}}}]}");
  }

  @Test
  void aBatchIsRefusedAsAWhole() {
    String select = "SELECT * FROM things WHERE h = 'a' AND r = 1";
    assertThat(refused(select, "DELETE FROM things WHERE h = 'a' AND r = 2"))
        .contains("Read and write requests together in the same batch is not supported.");
    assertThat(refused(select, "SELECT x FROM things WHERE r = 1 AND h = 'a'"))
        .contains("Provided list of item keys contains duplicates");
    assertThat(refused()).contains("Member must have length greater than or equal to 1");
    assertThat(refused(Collections.nCopies(26, select).toArray(String[]::new)))
        .contains("Member must have length less than or equal to 25");
  }

  @Test
  void capacityIsToldByTables() {
    assertThat(
            service.ok(
                "BatchExecuteStatement",
                "{'ReturnConsumedCapacity':'TOTAL','Statements':[{"
                    + Partiql.member("SELECT * FROM things WHERE h = 'a' AND r = 1")
                    + "},{"
                    + Partiql.member("SELECT * FROM things WHERE h = 'a' AND r = 2")
                    + ",'ConsistentRead':true}]}"))
        .contains("'ConsumedCapacity':[{'TableName':'things','CapacityUnits':1.5}]");
  }
}

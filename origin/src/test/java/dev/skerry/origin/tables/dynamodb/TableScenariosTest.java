package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of tables and items. */
class TableScenariosTest {
  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void put(String h, int r, String g) {
    service.ok(
        "PutItem",
        "{'TableName':'things','Item':{'h':{'S':'%s'},'r':{'N':'%d'},'g':{'S':'%s'},'x':{'S':'y'}}}"
            .formatted(h, r, g));
  }

  @Test
  void tablesAreListedDescribedAndDeleted() {
    assertThat(service.ok("ListTables", "{}")).isEqualTo("{'TableNames':['things']}");
    put("a", 1, "g");
    assertThat(service.ok("DescribeTable", "{'TableName':'things'}"))
        .contains("'TableStatus':'ACTIVE'", "'ItemCount':1", "'IndexName':'global'");
    assertThat(service.ok("DeleteTable", "{'TableName':'things'}"))
        .contains("'TableName':'things'");
    assertThat(service.refused("DescribeTable", "{'TableName':'things'}"))
        .contains("ResourceNotFoundException", "Requested resource not found: Table: things");
    service.makeThings();
    assertThat(service.ok("Scan", "{'TableName':'things'}")).contains("'Count':0");
  }

  @Test
  void anItemIsPutReadUpdatedAndDeleted() {
    put("a", 1, "g");
    String key = "'TableName':'things','Key':{'h':{'S':'a'},'r':{'N':'1'}}";
    assertThat(service.ok("GetItem", "{" + key + "}"))
        .isEqualTo("{'Item':{'h':{'S':'a'},'r':{'N':'1'},'g':{'S':'g'},'x':{'S':'y'}}}");
    assertThat(
            service.ok(
                "UpdateItem",
                "{"
                    + key
                    + ",'UpdateExpression':'SET n = :n','ExpressionAttributeValues':{':n':"
                    + "{'N':'7'}},'ReturnValues':'UPDATED_NEW','ReturnConsumedCapacity':'INDEXES'}"))
        .contains("'Attributes':{'n':{'N':'7'}}", "'LocalSecondaryIndexes':{'local'");
    assertThat(service.ok("DeleteItem", "{" + key + ",'ReturnValues':'ALL_OLD'}"))
        .contains("'n':{'N':'7'}");
    assertThat(service.ok("GetItem", "{" + key + "}")).isEqualTo("{}");
  }

  @Test
  void aLargeItemIsKeptWholeAndLeavesNothingBehind() {
    String large = "z".repeat(300_000);
    service.ok(
        "PutItem",
        "{'TableName':'things','Item':{'h':{'S':'a'},'r':{'N':'1'},'x':{'S':'" + large + "'}}}");
    assertThat(service.ok("Scan", "{'TableName':'things'}")).contains(large, "'Count':1");
    put("a", 1, "g");
    assertThat(service.ok("Scan", "{'TableName':'things'}")).contains("'Count':1");
  }

  @Test
  void aConditionThatIsNotTrueLeavesAllAsItWas() {
    put("a", 1, "g");
    assertThat(
            service.refused(
                "PutItem",
                "{'TableName':'things','Item':{'h':{'S':'a'},'r':{'N':'1'}},"
                    + "'ConditionExpression':'attribute_not_exists(h)',"
                    + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}"))
        .contains("ConditionalCheckFailedException", "The conditional request failed", "'Item':");
    assertThat(service.ok("Scan", "{'TableName':'things'}")).contains("'g':{'S':'g'}");
  }

  @Test
  void aQueryGoesBothWaysInPages() {
    for (int r = -3; r <= 3; r++) {
      put("a", r, "g" + r);
    }
    put("b", 0, "g");
    String query =
        "{'TableName':'things','KeyConditionExpression':'h = :h and r between :l and :u',"
            + "'ExpressionAttributeValues':{':h':{'S':'a'},':l':{'N':'-2'},':u':{'N':'2'}},"
            + "'ProjectionExpression':'r','Limit':2,'ScanIndexForward':%s%s}";
    assertThat(service.ok("Query", query.formatted("true", "")))
        .isEqualTo(
            "{'Count':2,'ScannedCount':2,'Items':[{'r':{'N':'-2'}},{'r':{'N':'-1'}}],"
                + "'LastEvaluatedKey':{'h':{'S':'a'},'r':{'N':'-1'}}}");
    assertThat(
            service.ok(
                "Query",
                query.formatted("false", ",'ExclusiveStartKey':{'h':{'S':'a'},'r':{'N':'0'}}")))
        .contains("'Items':[{'r':{'N':'-1'}},{'r':{'N':'-2'}}]");
    assertThat(
            service.refused(
                "Query",
                query.formatted("true", ",'ExclusiveStartKey':{'h':{'S':'b'},'r':{'N':'0'}}")))
        .contains("The provided starting key does not match the range key predicate");
  }

  @Test
  void indexesFollowTheirItems() {
    put("a", 1, "one");
    put("b", 2, "one");
    put("a", 1, "two");
    String query =
        "{'TableName':'things','IndexName':'global','KeyConditionExpression':'g = :g',"
            + "'ExpressionAttributeValues':{':g':{'S':'%s'}}}";
    assertThat(service.ok("Query", query.formatted("one")))
        .contains("'Items':[{'h':{'S':'b'},'r':{'N':'2'},'g':{'S':'one'}}]");
    assertThat(service.ok("Query", query.formatted("two"))).contains("'Count':1");
    service.ok("DeleteItem", "{'TableName':'things','Key':{'h':{'S':'b'},'r':{'N':'2'}}}");
    assertThat(service.ok("Query", query.formatted("one"))).contains("'Count':0");
    assertThat(service.ok("Scan", "{'TableName':'things','IndexName':'local'}"))
        .contains("'Count':1", "'x':{'S':'y'}");
  }

  @Test
  void segmentsTogetherAreTheTable() {
    for (int i = 0; i < 50; i++) {
      put("p" + i, i, "g");
    }
    int sum = 0;
    for (int segment = 0; segment < 7; segment++) {
      String page =
          service.ok(
              "Scan",
              "{'TableName':'things','Select':'COUNT','TotalSegments':7,'Segment':"
                  + segment
                  + "}");
      sum += Integer.parseInt(page.replaceAll(".*'Count':(\\d+).*", "$1"));
    }
    assertThat(sum).isEqualTo(50);
  }

  @Test
  void batchesWriteAndReadSeveralItems() {
    put("a", 1, "g");
    assertThat(
            service.ok(
                "BatchWriteItem",
                "{'RequestItems':{'things':["
                    + "{'PutRequest':{'Item':{'h':{'S':'b'},'r':{'N':'2'}}}},"
                    + "{'DeleteRequest':{'Key':{'h':{'S':'a'},'r':{'N':'1'}}}}]},"
                    + "'ReturnConsumedCapacity':'TOTAL'}"))
        .isEqualTo(
            "{'UnprocessedItems':{},'ConsumedCapacity':"
                + "[{'TableName':'things','CapacityUnits':4}]}");
    assertThat(
            service.ok(
                "BatchGetItem",
                "{'RequestItems':{'things':{'Keys':[{'h':{'S':'a'},'r':{'N':'1'}},"
                    + "{'h':{'S':'b'},'r':{'N':'2'}}]}}}"))
        .isEqualTo("{'Responses':{'things':[{'h':{'S':'b'},'r':{'N':'2'}}]},'UnprocessedKeys':{}}");
  }

  @Test
  void aTableChangesItsBillingAndItsProtection() {
    assertThat(
            service.ok(
                "UpdateTable",
                "{'TableName':'things','BillingMode':'PROVISIONED','ProvisionedThroughput':"
                    + "{'ReadCapacityUnits':2,'WriteCapacityUnits':3},"
                    + "'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'global',"
                    + "'ProvisionedThroughput':{'ReadCapacityUnits':4,'WriteCapacityUnits':5}}}]}"))
        .contains("'ReadCapacityUnits':2", "'ReadCapacityUnits':4");
    assertThat(service.ok("UpdateTable", "{'TableName':'things','DeletionProtectionEnabled':true}"))
        .contains("'DeletionProtectionEnabled':true");
    assertThat(service.refused("DeleteTable", "{'TableName':'things'}"))
        .contains("ValidationException", "protected against deletion");
  }

  @Test
  void concurrentConditionalWritesAreEachSeenByTheNext() throws Exception {
    AtomicInteger failed = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < 8; client++) {
        clients.submit(
            () -> {
              for (int i = 0; i < 25; i++) {
                Answer answer =
                    service.call(
                        "UpdateItem",
                        "{'TableName':'things','Key':{'h':{'S':'c'},'r':{'N':'0'}},"
                            + "'UpdateExpression':'ADD n :one',"
                            + "'ExpressionAttributeValues':{':one':{'N':'1'}}}");
                if (answer.status() != 200) {
                  failed.incrementAndGet();
                }
              }
              return null;
            });
      }
    }
    assertThat(failed).hasValue(0);
    assertThat(service.ok("GetItem", "{'TableName':'things','Key':{'h':{'S':'c'},'r':{'N':'0'}}}"))
        .contains("'n':{'N':'200'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Nothing | {} | UnknownOperationException",
        "DescribeTable | {} | The parameter 'TableName' is required but was not present in the"
            + " request",
        "DescribeTable | {'TableName':'ab'} | TableName must be at least 3 characters long",
        "PutItem | {'TableName':'abc;','ReturnValues':'hi'} | 3 validation errors detected: Value"
            + " 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [a-zA-Z0-9_.-]+; Value null at 'item' failed to satisfy"
            + " constraint: Member must not be null; Value 'hi' at 'returnValues'",
        "PutItem | {'TableName':'abc','Item':[]} | SerializationException",
        "PutItem | {'TableName':'abc','Item':{}} | Requested resource not found",
        "PutItem | {'TableName':'things','Item':{}} | Missing the key h in the item",
        "PutItem | {'TableName':'things','Item':{'h':{'N':'1'},'r':{'N':'1'}}} | Type mismatch for"
            + " key h expected: S actual: N",
        "PutItem | {'TableName':'things','Item':{},'ReturnValues':'ALL_NEW'} | ReturnValues can"
            + " only be ALL_OLD or NONE",
        "GetItem | {'TableName':'things','Key':{'h':{'S':'1'}}} | The provided key element does"
            + " not match the schema",
        "Query | {'TableName':'things'} | Either the KeyConditions or KeyConditionExpression"
            + " parameter must be specified in the request.",
        "BatchWriteItem | {'RequestItems':{'things':[{'DeleteRequest':{'Key':{'h':{'S':'b'},"
            + "'r':{'N':'2'}}}},{'PutRequest':{'Item':{'h':{'S':'b'},'r':{'N':'2.0'}}}}]}}"
            + " | Provided list of item keys contains duplicates",
        "BatchGetItem | {'RequestItems':{}} | Member must have length greater than or equal to 1",
        "UpdateTable | {'TableName':'things'} | At least one of ProvisionedThroughput",
        "UpdateTable | {'TableName':'things','DeletionProtectionEnabled':false,"
            + "'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'abc'}}]}"
            + " | DeletionProtection modification must be the only operation in the request",
        "Scan | {'TableName':'things','Segment':1} | The TotalSegments parameter is required",
      })
  void refusalsAreTheServices(String operation, String body, String part) {
    assertThat(service.refused(operation, body)).contains(part);
  }
}

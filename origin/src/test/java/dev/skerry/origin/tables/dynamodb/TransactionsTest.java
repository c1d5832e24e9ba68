package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of transactions: all or nothing, once, and why not. */
class TransactionsTest {
  private static final String CANCELED =
      "Transaction cancelled, please refer cancellation reasons for specific reasons ";

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

  private static String put(String h, int r, String more) {
    return "{'Put':{'TableName':'things','Item':{'h':{'S':'%s'},'r':{'N':'%d'}%s}}"
        .formatted(h, r, more);
  }

  private static String key(String h, int r) {
    return "'TableName':'things','Key':{'h':{'S':'%s'},'r':{'N':'%d'}}".formatted(h, r);
  }

  private static String actions(String... actions) {
    return "{'TransactItems':[" + String.join(",", actions) + "]}";
  }

  @Test
  void actionsOfAllKindsAreDoneTogether() {
    service.ok("TransactWriteItems", actions(put("a", 1, "}"), put("a", 2, ",'n':{'N':'1'}}")));
    assertThat(
            service.ok(
                "TransactWriteItems",
                actions(
                    "{'Delete':{" + key("a", 1) + ",'ConditionExpression':'attribute_exists(h)'}}",
                    "{'Update':{"
                        + key("a", 2)
                        + ",'UpdateExpression':'SET n = n + :one','ExpressionAttributeValues':"
                        + "{':one':{'N':'1'}}}}",
                    "{'ConditionCheck':{"
                        + key("a", 3)
                        + ",'ConditionExpression':'attribute_not_exists(h)'}}",
                    put("a", 4, ",'g':{'S':'x'}}"))))
        .isEqualTo("{}");
    assertThat(service.ok("Scan", "{'TableName':'things','Select':'COUNT'}")).contains("'Count':2");
    assertThat(
            service.ok(
                "TransactGetItems",
                actions(
                    "{'Get':{" + key("a", 1) + "}}",
                    "{'Get':{" + key("a", 2) + ",'ProjectionExpression':'n'}}",
                    "{'Get':{" + key("a", 2).replace("'2'", "'4'") + "}}")))
        .isEqualTo(
            "{'Responses':[{},{'Item':{'n':{'N':'2'}}},"
                + "{'Item':{'h':{'S':'a'},'r':{'N':'4'},'g':{'S':'x'}}}]}");
  }

  @Test
  void oneConditionThatIsNotTrueCancelsAllAndTellsWhatIsThere() {
    service.ok("TransactWriteItems", actions(put("a", 1, ",'n':{'N':'1'}}")));
    String refused =
        service.refused(
            "TransactWriteItems",
            actions(
                put("b", 1, "}"),
                "{'ConditionCheck':{"
                    + key("a", 1)
                    + ",'ConditionExpression':'attribute_not_exists(h)',"
                    + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}}",
                "{'Delete':{" + key("a", 9) + ",'ConditionExpression':'attribute_exists(h)'}}"));
    assertThat(refused)
        .isEqualTo(
            "{'__type':'com.amazonaws.dynamodb.v20120810#TransactionCanceledException','Message':'"
                + CANCELED
                + "[None, ConditionalCheckFailed, ConditionalCheckFailed]','CancellationReasons':["
                + "{'Code':'None'},{'Code':'ConditionalCheckFailed',"
                + "'Message':'The conditional request failed',"
                + "'Item':{'h':{'S':'a'},'r':{'N':'1'},'n':{'N':'1'}}},"
                + "{'Code':'ConditionalCheckFailed','Message':'The conditional request failed'}]}");
    assertThat(service.ok("Scan", "{'TableName':'things','Select':'COUNT'}")).contains("'Count':1");
  }

  @Test
  void anUpdateThatCannotBeAppliedIsAReason() {
    service.ok("TransactWriteItems", actions(put("a", 1, ",'n':{'S':'text'}}")));
    assertThat(
            service.refused(
                "TransactWriteItems",
                actions(
                    put("b", 1, "}"),
                    "{'Update':{"
                        + key("a", 1)
                        + ",'UpdateExpression':'SET n = n + :one','ExpressionAttributeValues':"
                        + "{':one':{'N':'1'}}}}")))
        .contains(
            CANCELED + "[None, ValidationError]",
            "'Code':'ValidationError','Message':'An operand in the update expression has an"
                + " incorrect data type'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | Value null at 'transactItems' failed to satisfy constraint: Member must not be null
          {'TransactItems':[]} | Member must have length greater than or equal to 1
          {'TransactItems':[{}]} | TransactWriteRequest should contain Delete or Put or Update
          {'TransactItems':[{'Put':{'TableName':'things','Item':{}},'Delete':{'TableName':'things','Key':{}}}]} | TransactItems can only contain one of Check, Put, Update or Delete
          {'TransactItems':[{'Put':{'Item':{}}}]} | Value null at 'transactItems.1.member.put.tableName' failed to satisfy constraint
          {'TransactItems':[{'ConditionCheck':{'TableName':'things','Key':{}}}]} | 'transactItems.1.member.conditionCheck.conditionExpression' failed
          {'TransactItems':[{'Update':{'TableName':'things','Key':{}}}]} | 'transactItems.1.member.update.updateExpression' failed
          {'TransactItems':[{'Put':{'TableName':'missing','Item':{'h':{'S':'a'}}}}]} | ResourceNotFoundException
          {'TransactItems':[{'Put':{'TableName':'things','Item':{'h':{'S':''},'r':{'N':'1'}}}}]} | #ValidationException','message':'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: h
          {'TransactItems':[{'Delete':{'TableName':'things','Key':{'h':{'S':'a'}}}},{'Delete':{'TableName':'things','Key':{'h':{'S':'a'}}}}]} | [ValidationError, ValidationError]
          {'TransactItems':[{'Delete':{'TableName':'things','Key':{'h':{'S':'a'},'r':{'N':'1'}}}},{'Delete':{'TableName':'things','Key':{'r':{'N':'1.0'},'h':{'S':'a'}}}}]} | Transaction request cannot include multiple operations on one item
          {'TransactItems':[{'Delete':{'TableName':'things','Key':{'h':{'S':'a'},'r':{'N':'1'}},'ConditionExpression':'a b'}}]} | #ValidationException','message':'Invalid ConditionExpression: Syntax error
          {'ClientRequestToken':'1234567890123456789012345678901234567','TransactItems':[{'Delete':{'TableName':'things','Key':{}}}]} | at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36
          """)
  void whatCannotBeATransactionIsRefused(String request, String text) {
    assertThat(service.refused("TransactWriteItems", request)).contains(text);
    assertThat(service.ok("Scan", "{'TableName':'things','Select':'COUNT'}")).contains("'Count':0");
  }

  @Test
  void itemsThatAreTooLargeTogetherAreRefused() {
    String large = ",'x':{'S':'" + "z".repeat(390_000) + "'}}";
    String[] puts = new String[11];
    for (int i = 0; i < puts.length; i++) {
      puts[i] = put("a", i, large);
    }
    assertThat(service.refused("TransactWriteItems", actions(puts))).contains("4 MB");
    puts[10] = put("a", 10, "}");
    service.ok("TransactWriteItems", actions(puts));
  }

  @Test
  void aTokenMakesARequestHappenOnce() {
    String request =
        "{'ClientRequestToken':'once','ReturnConsumedCapacity':'TOTAL','TransactItems':[{'Update':{"
            + key("a", 1)
            + ",'UpdateExpression':'ADD n :%s','ExpressionAttributeValues':{':%s':{'N':'1'}}}}]}";
    assertThat(service.ok("TransactWriteItems", request.formatted("one", "one")))
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'things','CapacityUnits':2,"
                + "'WriteCapacityUnits':2}]}");
    assertThat(service.ok("TransactWriteItems", request.formatted("one", "one")))
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'things','CapacityUnits':2,"
                + "'ReadCapacityUnits':2}]}");
    assertThat(service.refused("TransactWriteItems", request.formatted("two", "two")))
        .contains("#IdempotentParameterMismatchException");
    assertThat(service.ok("GetItem", "{" + key("a", 1) + "}")).contains("'n':{'N':'1'}");
  }

  @Test
  void aTransactionCostsTwice() {
    assertThat(
            service.ok(
                "TransactWriteItems",
                "{'ReturnConsumedCapacity':'INDEXES','TransactItems':["
                    + put("a", 1, ",'g':{'S':'x'}}")
                    + ",{'ConditionCheck':{"
                    + key("a", 2)
                    + ",'ConditionExpression':'attribute_not_exists(h)'}}]}"))
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'things','CapacityUnits':8,'WriteCapacityUnits':8,"
                + "'Table':{'CapacityUnits':4,'WriteCapacityUnits':4},"
                + "'LocalSecondaryIndexes':{'local':{'CapacityUnits':2,'WriteCapacityUnits':2}},"
                + "'GlobalSecondaryIndexes':{'global':{'CapacityUnits':2,'WriteCapacityUnits':2}}"
                + "}]}");
  }

  @Test
  void writesToTablesWithLocalIndexesTellOfTheirCollections() {
    String wanted = "'ReturnItemCollectionMetrics':'SIZE'";
    assertThat(
            service.ok(
                "PutItem",
                "{'TableName':'things','Item':{'h':{'S':'a'},'r':{'N':'1'}}," + wanted + "}"))
        .isEqualTo(
            "{'ItemCollectionMetrics':{'ItemCollectionKey':{'h':{'S':'a'}},"
                + "'SizeEstimateRangeGB':[0,1]}}");
    assertThat(
            service.ok(
                "TransactWriteItems",
                "{"
                    + wanted
                    + ",'TransactItems':["
                    + put("b", 1, "}")
                    + ","
                    + put("b", 2, "}")
                    + "]}"))
        .isEqualTo(
            "{'ItemCollectionMetrics':{'things':[{'ItemCollectionKey':{'h':{'S':'b'}},"
                + "'SizeEstimateRangeGB':[0,1]}]}}");
    assertThat(
            service.ok(
                "BatchWriteItem",
                "{"
                    + wanted
                    + ",'RequestItems':{'things':[{'DeleteRequest':"
                    + "{'Key':{'h':{'S':'b'},'r':{'N':'1'}}}}]}}"))
        .contains("'ItemCollectionMetrics':{'things':[{'ItemCollectionKey':{'h':{'S':'b'}}");
  }
}

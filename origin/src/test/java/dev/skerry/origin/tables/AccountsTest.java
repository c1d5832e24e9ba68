package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.dynamodb.Answer;
import dev.skerry.origin.tables.dynamodb.Caller;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What accounts have to do with each other's tables: nothing. JSON is written with ' for ". */
class AccountsTest {
  private static final String ANNA = "111111111111";
  private static final String BERT = "222222222222";
  private static final String ARN = "arn:aws:dynamodb:us-east-1:" + ANNA + ":table/things";

  private RocksEngine engine;
  private Tables tables;
  private DynamoDb api;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    tables =
        new Tables(
            engine, new TablesSettings(InstantSource.system(), Duration.ZERO, "us-east-1", ANNA));
    api = new DynamoDb(tables);
  }

  @AfterEach
  void close() {
    tables.close();
    engine.close();
  }

  private String call(String account, String operation, String body) {
    Answer answer =
        api.call(operation, body.replace('\'', '"').getBytes(UTF_8), new Caller(account));
    return new String(answer.body(), UTF_8).replace('"', '\'');
  }

  private String make(String account, String name) {
    return call(
        account,
        "CreateTable",
        "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[".formatted(name)
            + "{'AttributeName':'h','AttributeType':'S'}],'KeySchema':[{'AttributeName':'h',"
            + "'KeyType':'HASH'}],'StreamSpecification':{'StreamEnabled':true,"
            + "'StreamViewType':'NEW_IMAGE'}}");
  }

  @Test
  void aNameInOneAccountSaysNothingOfAnothers() {
    assertThat(make(ANNA, "things")).contains("'TableArn':'" + ARN + "'");
    assertThat(make(BERT, "things")).contains(":" + BERT + ":table/things'");
    call(ANNA, "PutItem", "{'TableName':'things','Item':{'h':{'S':'anna'}}}");
    assertThat(call(BERT, "Scan", "{'TableName':'things'}")).contains("'Count':0");
    assertThat(call(BERT, "DeleteTable", "{'TableName':'things'}")).doesNotContain("__type");
    assertThat(call(BERT, "ListTables", "{}")).isEqualTo("{'TableNames':[]}");
    assertThat(call(ANNA, "ListTables", "{}")).isEqualTo("{'TableNames':['things']}");
    assertThat(call(ANNA, "Scan", "{'TableName':'things'}")).contains("'Count':1");
  }

  @Test
  void streamsAreListedByAccountsAndCannotBeReadByOthers() {
    make(ANNA, "things");
    String stream =
        Api.member("LatestStreamArn", call(ANNA, "DescribeTable", "{'TableName':'things'}"));
    assertThat(call(BERT, "ListStreams", "{}")).isEqualTo("{'Streams':[]}");
    assertThat(call(ANNA, "ListStreams", "{}")).contains(stream);
    assertThat(call(BERT, "DescribeStream", "{'StreamArn':'" + stream + "'}"))
        .contains("#AccessDeniedException", "arn:aws:iam::" + BERT + ":root", stream);
  }

  @Test
  void aTokenOfOneAccountIsNotAnothers() {
    make(ANNA, "things");
    make(BERT, "things");
    String write =
        "{'ClientRequestToken':'once','TransactItems':[{'Put':{'TableName':'things','Item':"
            + "{'h':{'S':'x'}}}}]}";
    call(ANNA, "TransactWriteItems", write);
    call(BERT, "TransactWriteItems", write);
    assertThat(call(BERT, "Scan", "{'TableName':'things'}")).contains("'Count':1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeTable      | {'TableName':'ARN'}
          DescribeTimeToLive | {'TableName':'ARN'}
          PutItem            | {'TableName':'ARN','Item':{'h':{'S':'x'}}}
          GetItem            | {'TableName':'ARN','Key':{'h':{'S':'x'}}}
          UpdateItem         | {'TableName':'ARN','Key':{'h':{'S':'x'}}}
          DeleteItem         | {'TableName':'ARN','Key':{'h':{'S':'x'}}}
          Scan               | {'TableName':'ARN'}
          BatchGetItem       | {'RequestItems':{'ARN':{'Keys':[{'h':{'S':'x'}}]}}}
          BatchWriteItem     | {'RequestItems':{'ARN':[{'PutRequest':{'Item':{'h':{'S':'x'}}}}]}}
          TransactGetItems   | {'TransactItems':[{'Get':{'TableName':'ARN','Key':{'h':{'S':'x'}}}}]}
          DeleteTable        | {'TableName':'ARN'}
          """)
  void aTableIsNamedByItsArnToo(String operation, String body) {
    make(ANNA, "things");
    make(BERT, "things");
    String request = body.replace("ARN", ARN);
    assertThat(call(BERT, operation, request))
        .startsWith("{'__type':'com.amazon.coral.service#AccessDeniedException'")
        .contains(
            "User: arn:aws:iam::%s:root is not authorized to perform: dynamodb:%s on resource: %s"
                .formatted(BERT, operation, ARN));
    assertThat(call(ANNA, operation, request)).doesNotContain("__type");
  }

  @Test
  void anItemIsInATransactionOnceHoweverItsTableIsNamed() {
    make(ANNA, "things");
    String put = "{'Put':{'TableName':'%s','Item':{'h':{'S':'x'}}}}";
    assertThat(
            call(
                ANNA,
                "TransactWriteItems",
                "{'TransactItems':[" + put.formatted("things") + "," + put.formatted(ARN) + "]}"))
        .contains("Transaction request cannot include multiple operations on one item");
  }

  @Test
  void anArnOfAnotherRegionIsRefused() {
    make(ANNA, "things");
    assertThat(call(ANNA, "DescribeTable", "{'TableName':'" + ARN.replace("east", "west") + "'}"))
        .contains("ValidationException", "Invalid AWS region in");
  }
}

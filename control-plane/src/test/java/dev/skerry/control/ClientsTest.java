package dev.skerry.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Unmodified clients of DynamoDB; those that are not programs of this build where installed. */
class ClientsTest {
  @TempDir Path folder = Path.of("");

  private LocalOrigin origin;

  @BeforeEach
  void open() throws IOException {
    origin = new LocalOrigin(folder);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void theSdkForJavaKeepsItemsAndSeesConditionsFail() {
    var key = origin.data().first().orElseThrow().key();
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(origin.url())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.id(), key.secret())))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      client.createTable(
          r ->
              r.tableName("songs")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("artist")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName("artist")
                          .keyType(KeyType.HASH)
                          .build()));
      client.waiter().waitUntilTableExists(r -> r.tableName("songs"));
      Map<String, AttributeValue> song =
          Map.of(
              "artist", AttributeValue.fromS("Björk ☃"),
              "year", AttributeValue.fromN("1995"),
              "tags", AttributeValue.fromSs(List.of("a", "b")));
      client.putItem(r -> r.tableName("songs").item(song));
      assertThat(
              client
                  .getItem(
                      r ->
                          r.tableName("songs")
                              .key(Map.of("artist", AttributeValue.fromS("Björk ☃"))))
                  .item())
          .isEqualTo(song);
      assertThat(client.scan(r -> r.tableName("songs")).items()).containsExactly(song);
      assertThatThrownBy(
              () ->
                  client.putItem(
                      r ->
                          r.tableName("songs")
                              .item(song)
                              .conditionExpression("attribute_not_exists(artist)")))
          .isInstanceOf(ConditionalCheckFailedException.class)
          .hasMessageContaining("The conditional request failed");
      client.deleteTable(r -> r.tableName("songs"));
    }
  }

  @Test
  void theAwsCommandLineListsWithTheFirstAccountsCredentialsWhereInstalled() throws Exception {
    Programs.assumeInstalled("aws", "--version");
    assertThat(aws("list-tables", "--output", "text")).isEmpty();
    aws(
        "create-table",
        "--table-name",
        "songs",
        "--billing-mode",
        "PAY_PER_REQUEST",
        "--attribute-definitions",
        "AttributeName=artist,AttributeType=S",
        "--key-schema",
        "AttributeName=artist,KeyType=HASH");
    aws("wait", "table-exists", "--table-name", "songs");
    aws("put-item", "--table-name", "songs", "--item", "{\"artist\":{\"S\":\"a\"}}");
    assertThat(aws("scan", "--table-name", "songs", "--output", "text", "--query", "Count"))
        .isEqualTo("1");
  }

  @Test
  void theAwsCommandLineIsToldWhoseKeyItHasWhereInstalled() throws Exception {
    Programs.assumeInstalled("aws", "--version");
    String account = origin.data().owner().id();
    String[] ask = {"aws", "--region", "eu-west-1", "--output", "text", "--endpoint-url"};
    String[] identity = {origin.url().toString(), "sts", "get-caller-identity"};
    assertThat(
            programs()
                .run(Stream.of(ask, identity).flatMap(Stream::of).toArray(String[]::new))
                .split("\\s+"))
        .containsExactly(account, "arn:aws:iam::" + account + ":root", account);
  }

  @Test
  void boto3KeepsItemsWhereInstalled() throws Exception {
    Programs.assumeInstalled("python3", "-c", "import boto3");
    String script =
        """
        import boto3, decimal, sys
        from boto3.dynamodb.conditions import Key
        tables = boto3.resource('dynamodb', endpoint_url=sys.argv[1])
        table = tables.create_table(
            TableName='songs', BillingMode='PAY_PER_REQUEST',
            AttributeDefinitions=[{'AttributeName': 'artist', 'AttributeType': 'S'},
                                  {'AttributeName': 'year', 'AttributeType': 'N'}],
            KeySchema=[{'AttributeName': 'artist', 'KeyType': 'HASH'},
                       {'AttributeName': 'year', 'KeyType': 'RANGE'}])
        table.wait_until_exists()
        with table.batch_writer() as batch:
            for year in range(30):
                batch.put_item(Item={'artist': 'a', 'year': year, 'data': b'\\0\\1', 'on': True})
        found = table.query(KeyConditionExpression=Key('artist').eq('a') & Key('year').gte(20))
        assert [item['year'] for item in found['Items']] == list(range(20, 30)), found
        table.update_item(Key={'artist': 'a', 'year': 3}, UpdateExpression='ADD n :n',
                          ExpressionAttributeValues={':n': decimal.Decimal('1.50')})
        assert table.get_item(Key={'artist': 'a', 'year': 3})['Item']['n'] == decimal.Decimal('1.5')
        try:
            table.delete_item(Key={'artist': 'a', 'year': 99},
                              ConditionExpression='attribute_exists(artist)')
            raise AssertionError('no condition failed')
        except tables.meta.client.exceptions.ConditionalCheckFailedException as e:
            assert e.response['Error']['Message'] == 'The conditional request failed', e
        print('done')
        """;
    assertThat(programs().run("python3", "-c", script, origin.url().toString())).isEqualTo("done");
  }

  private Programs programs() {
    return new Programs(folder);
  }

  private String aws(String... words) throws Exception {
    String[] all = new String[words.length + 4];
    all[0] = "aws";
    all[1] = "--endpoint-url";
    all[2] = origin.url().toString();
    all[3] = "dynamodb";
    System.arraycopy(words, 0, all, 4, words.length);
    return programs().run(all);
  }
}

package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.SignedClient.Answer;
import dev.skerry.control.tables.TableService;
import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.NewAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table API as requests and replies of HTTP. */
class TableServiceTest {
  private static final String TARGET = "x-amz-target";
  private static final String TYPE = "content-type";
  private static final String LIST = "DynamoDB_20120810.ListTables";
  private static final String AWS_JSON = "application/x-amz-json-1.0";

  private static LocalOrigin origin;
  private static SignedClient client;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    origin = new LocalOrigin(folder);
    client = origin.client();
  }

  @AfterAll
  static void close() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-amz-json-1.0, application/x-amz-json-1.0",
    "application/json, application/json",
    "application/json; charset=utf-8, application/json",
  })
  void aSignedCallIsAnsweredInTheTypeThatItHas(String asked, String answered) throws Exception {
    Answer answer = client.send("{}".getBytes(UTF_8), Map.of(TYPE, asked, TARGET, LIST));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"TableNames\":[");
    assertThat(answer.field(TYPE)).isEqualTo(answered);
    assertThat(answer.field("x-amzn-requestid")).matches("[0-9A-Z]{52}");
    assertThat(answer.field("x-amz-crc32")).matches("\\d+");
    assertThat(answer.field("connection")).isEqualTo("keep-alive");
  }

  @Test
  void everyRequestHasAnotherName() throws Exception {
    assertThat(client.request("GET", "/").field("x-amzn-requestid"))
        .isNotEqualTo(client.request("GET", "/").field("x-amzn-requestid"));
  }

  @Test
  void theRootSaysThatItIsHealthy() throws Exception {
    Answer answer = client.request("GET", "/");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
    assertThat(answer.field("x-amz-crc32")).isEqualTo("3128867991");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
  void otherMethodsAreUnknown(String method) throws Exception {
    Answer answer = client.request(method, "/");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("<UnknownOperationException/>\n");
    assertThat(answer.field("x-amz-crc32")).isEqualTo("3552371480");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // content type | target | content | status | what the answer says
        "text/plain | LIST | {} | 404 | <UnknownOperationException/>",
        "JSON | LIST | hello | 400 |"
            + " {\"__type\":\"com.amazon.coral.service#SerializationException\"}",
        "JSON | NONE | hello | 400 |"
            + " {\"__type\":\"com.amazon.coral.service#SerializationException\"}",
        "JSON | NONE | {} | 400 |"
            + " {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
        "JSON | DynamoDB_20120810.Fly | {} | 400 |"
            + " {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
        "JSON | DynamoDBStreams_20120810.ListTables | {} | 400 |"
            + " {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
        "JSON | LIST | {} | 400 | {\"__type\":\"com.amazon.coral.service"
            + "#MissingAuthenticationTokenException\",\"message\":"
            + "\"Request is missing Authentication Token\"}",
      })
  void faultsOfUnsignedRequestsAreFoundInTheirOrder(
      String type, String target, String content, int status, String body) throws Exception {
    Map<String, String> fields = new TreeMap<>();
    fields.put(TYPE, type.equals("JSON") ? AWS_JSON : type);
    if (!target.equals("NONE")) {
      fields.put(TARGET, target.equals("LIST") ? LIST : target);
    }
    Answer answer = client.unsigned(content.getBytes(UTF_8), fields);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().strip()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Basic abc | MissingAuthenticationTokenException | Request is missing Authentication Token",
        "AWS4-HMAC-SHA256 Signature=b,Credential | IncompleteSignatureException | missing"
            + " equal-sign",
        "AWS4-HMAC-SHA256 Signature=b | IncompleteSignatureException |"
            + " Authorization header requires 'Credential' parameter.",
      })
  void aMalformedSignatureIsExplained(String authorization, String code, String text)
      throws Exception {
    Answer answer =
        client.unsigned(
            "{}".getBytes(UTF_8),
            Map.of(TYPE, AWS_JSON, TARGET, LIST, "authorization", authorization));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"__type\":\"com.amazon.coral.service#" + code + "\"")
        .contains(text);
  }

  @Test
  void aSignatureOfOtherContentIsInvalid() throws Exception {
    Map<String, String> fields =
        client.signed("{}".getBytes(UTF_8), Map.of(TYPE, AWS_JSON, TARGET, LIST));
    Answer answer = client.unsigned("{\"Limit\":1}".getBytes(UTF_8), fields);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("coral.service#InvalidSignatureException");
    Answer noJson = client.unsigned("{\"Limit\":".getBytes(UTF_8), fields);
    assertThat(noJson.body()).contains("SerializationException").doesNotContain("Signature");
  }

  @Test
  void aKeyThatNobodyHasIsUnknown() throws Exception {
    var key = origin.data().first().orElseThrow().key();
    var other =
        new AccessKey("AKIAAAAAAAAAAAAAAAAA", key.secret(), key.accountId(), true, key.createdAt());
    Answer answer = new SignedClient(origin.url(), other).call("ListTables", "{}");
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#UnrecognizedClientException\","
                + "\"message\":\"The security token included in the request is invalid.\"}");
  }

  @Test
  void eachAccountHasItsOwnTables() throws Exception {
    client.call("CreateTable", table("shared-name"));
    var alice = origin.data().accounts().create(new NewAccount("alice", "alice@example.com"));
    SignedClient hers = new SignedClient(origin.url(), alice.key());
    assertThat(hers.call("ListTables", "{}").body()).isEqualTo("{\"TableNames\":[]}");
    assertThat(hers.call("CreateTable", table("shared-name")).body())
        .contains("arn:aws:dynamodb:us-east-1:" + alice.account().id() + ":table/shared-name");
    hers.call("DeleteTable", "{\"TableName\":\"shared-name\"}");
    assertThat(client.call("DescribeTable", "{\"TableName\":\"shared-name\"}").status())
        .isEqualTo(200);
  }

  private static String table(String name) {
    return "{\"TableName\":\"%s\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":"
            .formatted(name)
        + "[{\"AttributeName\":\"h\",\"AttributeType\":\"S\"}],\"KeySchema\":"
        + "[{\"AttributeName\":\"h\",\"KeyType\":\"HASH\"}]}";
  }

  @Test
  void anErrorOfTheOperationKeepsItsOwnText() throws Exception {
    Answer answer = client.call("DescribeTable", "{\"TableName\":\"nowhere\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "nowhere");
  }

  @Test
  void compressedContentIsTakenAsItWasSigned() throws Exception {
    byte[] content = gzip("{\"TableName\":\"nowhere\"}".getBytes(UTF_8));
    Map<String, String> fields =
        Map.of(
            TYPE, AWS_JSON, TARGET, "DynamoDB_20120810.DescribeTable", "content-encoding", "gzip");
    assertThat(client.send(content, fields).body()).contains("ResourceNotFoundException");
    byte[] torn = Arrays.copyOf(content, content.length - 9);
    assertThat(client.send(torn, fields).body())
        .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
    byte[] bomb = gzip(new byte[TableService.CONTENT_BYTES_MAX + 1]);
    assertThat(client.send(bomb, fields).body()).contains("SerializationException");
  }

  @Test
  void compressedContentOfStrangersIsNotLookedInto() throws Exception {
    Map<String, String> fields = Map.of(TYPE, AWS_JSON, TARGET, LIST, "content-encoding", "gzip");
    Answer answer = client.unsigned(gzip(new byte[TableService.CONTENT_BYTES_MAX + 1]), fields);
    assertThat(answer.body()).contains("MissingAuthenticationTokenException");
  }

  @Test
  void longAnswersAreCompressedForWhoWantsThat() throws Exception {
    makeTableWithALongItem();
    Map<String, String> fields =
        Map.of(TYPE, AWS_JSON, TARGET, "DynamoDB_20120810.GetItem", "accept-encoding", "gzip");
    byte[] get = "{\"TableName\":\"long\",\"Key\":{\"k\":{\"S\":\"a\"}}}".getBytes(UTF_8);
    Answer answer = client.send(get, fields);
    assertThat(answer.field("content-encoding")).isEqualTo("gzip");
    assertThat(answer.octets().length).isLessThan(1_000);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.octets()))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).contains("x".repeat(100_000));
    }
    Answer plain = client.call("GetItem", new String(get, UTF_8));
    assertThat(plain.field("content-encoding")).isEmpty();
    assertThat(plain.body()).contains("x".repeat(100_000));
  }

  private static void makeTableWithALongItem() throws Exception {
    Answer made =
        client.call(
            "CreateTable",
            "{\"TableName\":\"long\",\"BillingMode\":\"PAY_PER_REQUEST\","
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"k\",\"AttributeType\":\"S\"}],"
                + "\"KeySchema\":[{\"AttributeName\":\"k\",\"KeyType\":\"HASH\"}]}");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    Answer put =
        client.call(
            "PutItem",
            "{\"TableName\":\"long\",\"Item\":{\"k\":{\"S\":\"a\"},\"v\":{\"S\":\""
                + "x".repeat(100_000)
                + "\"}}}");
    assertThat(put.body()).isEqualTo("{}");
  }

  @Test
  void aPageOfAnyOriginMaySignRequests() throws Exception {
    Answer preflight =
        client.request(
            "OPTIONS",
            "/",
            "origin",
            "https://app.example",
            "access-control-request-method",
            "POST",
            "access-control-request-headers",
            "x-amz-target,authorization");
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.octets()).isEmpty();
    assertThat(preflight.field("access-control-allow-origin")).isEqualTo("*");
    assertThat(preflight.field("access-control-allow-methods")).isEqualTo("POST");
    assertThat(preflight.field("access-control-allow-headers"))
        .isEqualTo("x-amz-target,authorization");
    assertThat(preflight.field("access-control-max-age")).isEqualTo("172800");
    Answer answer =
        client.send(
            "{}".getBytes(UTF_8),
            Map.of(TYPE, AWS_JSON, TARGET, LIST, "origin", "https://app.example"));
    assertThat(answer.field("access-control-allow-origin")).isEqualTo("*");
    assertThat(answer.field("access-control-expose-headers")).contains("x-amzn-RequestId");
  }

  @ParameterizedTest
  @CsvSource({
    "/bucket, '', 404, NoSuchBucket",
    "/bucket/key, '', 404, NoSuchBucket",
    "/, 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/s3/aws4_request', 400,"
        + " AuthorizationHeaderMalformed",
  })
  void whatIsAddressedToObjectsIsAnsweredByThem(
      String path, String authorization, int status, String code) throws Exception {
    Answer answer =
        authorization.isEmpty()
            ? client.request("GET", path)
            : client.request("GET", path, "authorization", authorization);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field(TYPE)).isEqualTo("application/xml");
    assertThat(answer.field("x-amz-request-id")).matches("[0-9A-Z]{16}");
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void contentOfAnyLengthButTooMuchIsTaken() throws Exception {
    byte[] most = new byte[TableService.CONTENT_BYTES_MAX];
    Arrays.fill(most, (byte) ' ');
    most[0] = '{';
    most[most.length - 1] = '}';
    Map<String, String> fields = Map.of(TYPE, AWS_JSON, TARGET, LIST);
    assertThat(client.send(most, fields).status()).isEqualTo(200);
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write(octets);
    }
    return coded.toByteArray();
  }
}

package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.access.account.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Calls of tables that a node answers to itself before it ends: a part of the material of the JVM's
 * AOT cache, beside {@link Rehearsal}.
 */
final class ApiRehearsal {
  private static final int ROUNDS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An operation, and its content where {@code %d} is the round. */
  private record Step(String operation, String content) {}

  private static final List<Step> ROUND =
      List.of(
          new Step(
              "PutItem",
              """
              {"TableName":"rehearsal","Item":{"id":{"S":"a"},"at":{"N":"%d"},"n":{"N":"1"},\
              "tags":{"SS":["x","y"]},"m":{"M":{"on":{"BOOL":true}}}}}\
              """),
          new Step(
              "GetItem",
              "{\"TableName\":\"rehearsal\",\"Key\":{\"id\":{\"S\":\"a\"},\"at\":{\"N\":\"%d\"}}}"),
          new Step(
              "UpdateItem",
              """
              {"TableName":"rehearsal","Key":{"id":{"S":"a"},"at":{"N":"%d"}},\
              "UpdateExpression":"SET #n = #n + :one","ConditionExpression":"#n < :most",\
              "ExpressionAttributeNames":{"#n":"n"},\
              "ExpressionAttributeValues":{":one":{"N":"1"},":most":{"N":"9"}},\
              "ReturnValues":"ALL_NEW"}\
              """),
          new Step(
              "Query",
              """
              {"TableName":"rehearsal","Limit":10,"ScanIndexForward":false,\
              "KeyConditionExpression":"id = :a AND #at <= :at",\
              "ExpressionAttributeNames":{"#at":"at"},\
              "ExpressionAttributeValues":{":a":{"S":"a"},":at":{"N":"%d"}}}\
              """));

  private final URI api;
  private final SignedCalls calls;

  ApiRehearsal(URI api, AccessKey key) {
    this.api = api;
    this.calls = new SignedCalls(key);
  }

  /**
   * Asks, and returns when all is answered.
   *
   * @throws IOException also when a call is refused
   */
  void run() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      ask(client, "ListTables", "{}");
      ask(
          client,
          "CreateTable",
          """
          {"TableName":"rehearsal","BillingMode":"PAY_PER_REQUEST",\
          "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},\
          {"AttributeName":"at","AttributeType":"N"}],\
          "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},\
          {"AttributeName":"at","KeyType":"RANGE"}]}\
          """);
      for (int round = 0; round < ROUNDS; round++) {
        for (Step step : ROUND) {
          ask(client, step.operation, step.content.formatted(round));
        }
      }
      ask(client, "Scan", "{\"TableName\":\"rehearsal\"}");
      ask(client, "DescribeTable", "{\"TableName\":\"rehearsal\"}");
    }
  }

  private void ask(HttpClient client, String operation, String content)
      throws IOException, InterruptedException {
    byte[] octets = content.getBytes(UTF_8);
    HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve("/")).timeout(PATIENCE);
    calls.sign(operation, octets, api.getAuthority()).forEach(request::header);
    request.POST(BodyPublishers.ofByteArray(octets));
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(operation + " was answered " + answer.body());
    }
  }
}

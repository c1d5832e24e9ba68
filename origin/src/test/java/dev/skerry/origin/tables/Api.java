package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.tables.dynamodb.Answer;
import dev.skerry.origin.tables.dynamodb.Caller;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import dev.skerry.origin.tables.transfer.BucketAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table API on an engine, by a clock that stands; JSON is written with ' for ". */
final class Api {
  private Instant now = Instant.ofEpochSecond(1_800_000_000);
  final Tables tables;
  private final DynamoDb api;

  Api(Engine engine) {
    this(engine, BucketAccess.NONE);
  }

  /** The same with buckets to export to and import from. */
  Api(Engine engine, BucketAccess buckets) {
    tables =
        new Tables(
            engine,
            new TablesSettings(this::now, Duration.ZERO, "eu-west-1", "123456789012"),
            buckets);
    api = new DynamoDb(tables);
  }

  private synchronized Instant now() {
    return now;
  }

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** The body of an answer that is no error. */
  String ok(String operation, String body) {
    Answer answer = call(operation, body);
    assertThat(text(answer)).satisfies(text -> assertThat(answer.status()).isEqualTo(200));
    return text(answer);
  }

  /** The body of an answer that is an error of the client's. */
  String refused(String operation, String body) {
    Answer answer = call(operation, body);
    assertThat(text(answer)).satisfies(text -> assertThat(answer.status()).isEqualTo(400));
    return text(answer);
  }

  private Answer call(String operation, String body) {
    return api.call(operation, body.replace('\'', '"').getBytes(UTF_8), new Caller("123456789012"));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), UTF_8).replace('"', '\'');
  }

  /** Makes a table with a partition key h, and a stream of that view if it is not empty. */
  void make(String table, String view) {
    ok(
        "CreateTable",
        "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
                .formatted(table)
            + "{'AttributeName':'h','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'}]"
            + (view.isEmpty()
                ? "}"
                : ",'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'%s'}}"
                    .formatted(view)));
  }

  /** Puts an item with a number n and a text x. */
  void put(String table, String key, long number, String text) {
    ok(
        "PutItem",
        "{'TableName':'%s','Item':{'h':{'S':'%s'},'n':{'N':'%d'},'x':{'S':'%s'}}}"
            .formatted(table, key, number, text));
  }

  void delete(String table, String key) {
    ok("DeleteItem", "{'TableName':'%s','Key':{'h':{'S':'%s'}}}".formatted(table, key));
  }

  /** The text of a member. */
  static String member(String name, String json) {
    List<String> found = members(name, json);
    assertThat(found).as("%s in %s", name, json).isNotEmpty();
    return found.getFirst();
  }

  /** The texts of all members of a name. */
  static List<String> members(String name, String json) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("'" + name + "':'([^']*)'").matcher(json);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** The ARN of the stream that a table opened last. */
  String stream(String table) {
    return member("LatestStreamArn", ok("DescribeTable", "{'TableName':'" + table + "'}"));
  }

  /** An iterator, of a type and perhaps with more members. */
  String iterator(String stream, String type) {
    String shard = member("ShardId", ok("DescribeStream", "{'StreamArn':'" + stream + "'}"));
    return member(
        "ShardIterator",
        ok(
            "GetShardIterator",
            "{'StreamArn':'%s','ShardId':'%s','ShardIteratorType':'%s}"
                .formatted(stream, shard, type.contains("'") ? type : type + "'")));
  }

  String records(String iterator, int limit) {
    return ok("GetRecords", "{'ShardIterator':'%s','Limit':%d}".formatted(iterator, limit));
  }
}

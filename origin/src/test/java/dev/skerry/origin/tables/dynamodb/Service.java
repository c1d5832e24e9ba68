package dev.skerry.origin.tables.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.TablesSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The table API on an engine in a folder; JSON is written with ' for ". */
final class Service implements AutoCloseable {
  private final RocksEngine engine;
  private final Tables tables;
  private final DynamoDb api;

  Service(Path folder) {
    this(folder, Duration.ZERO);
  }

  /** A service whose tables show for so long that they are changed. */
  Service(Path folder, Duration stateDelay) {
    this(folder, stateDelay, InstantSource.system());
  }

  /** The same, by a clock of the caller's. */
  Service(Path folder, Duration stateDelay, InstantSource clock) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    tables = new Tables(engine, new TablesSettings(clock, stateDelay, "us-east-1", "000000000000"));
    tables.upkeep().start();
    api = new DynamoDb(tables);
  }

  /** Asks for the description of a table until it has a text. */
  String described(String table, String text) {
    Instant end = Instant.now().plusSeconds(60);
    String description = ok("DescribeTable", "{'TableName':'" + table + "'}");
    while (!description.contains(text) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      description = ok("DescribeTable", "{'TableName':'" + table + "'}");
    }
    assertThat(description).contains(text);
    return description;
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

  Answer call(String operation, String body) {
    return callJson(operation, body.replace('\'', '"'));
  }

  /** An answer to JSON as it is. */
  Answer callJson(String operation, String json) {
    return api.call(operation, json.getBytes(UTF_8), new Caller("000000000000"));
  }

  static String text(Answer answer) {
    return new String(answer.body(), UTF_8).replace('"', '\'');
  }

  /** Makes the table {@code things} with a partition key h, a sort key r, and indexes. */
  void makeThings() {
    ok(
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'r','AttributeType':'N'},"
            + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
            + "'LocalSecondaryIndexes':[{'IndexName':'local','KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'g','KeyType':'RANGE'}],"
            + "'Projection':{'ProjectionType':'ALL'}}],"
            + "'GlobalSecondaryIndexes':[{'IndexName':'global','KeySchema':["
            + "{'AttributeName':'g','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
            + "'Projection':{'ProjectionType':'KEYS_ONLY'}}]}");
  }

  @Override
  public void close() {
    tables.close();
    engine.close();
  }
}

package dev.skerry.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A table of accounts between which writers transfer, each transfer a transaction that also writes
 * down what it did; and a counter for each writer, by conditional writes. The index {@code groups}
 * and the stream have everything, too.
 */
final class Bank implements AutoCloseable {
  static final String TABLE = "bank";
  static final int ACCOUNTS = 6;
  static final int OPENING = 1_000;

  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private final Set<String> acknowledged;
  private final Map<Integer, Long> counted;

  private Bank(
      DynamoDbClient client,
      DynamoDbStreamsClient streams,
      Set<String> acknowledged,
      Map<Integer, Long> counted) {
    this.client = client;
    this.streams = streams;
    this.acknowledged = acknowledged;
    this.counted = counted;
  }

  /** The bank at an origin, with the credentials of its data folder. */
  static Bank at(URI api, Path data) {
    return new Bank(
        TableClients.of(api, TableClients.firstKey(data)),
        TableClients.streams(api, TableClients.firstKey(data)),
        ConcurrentHashMap.newKeySet(),
        new ConcurrentHashMap<>());
  }

  /** The same bank at another address, with all that it has acknowledged. */
  Bank moved(URI api, Path data) {
    Bank there = at(api, data);
    return new Bank(there.client, there.streams, acknowledged, counted);
  }

  DynamoDbClient client() {
    return client;
  }

  DynamoDbStreamsClient streams() {
    return streams;
  }

  /** The transfers that were answered; grows. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How far each writer's counter was answered. */
  Map<Integer, Long> counted() {
    return counted;
  }

  void open() {
    client.createTable(
        r ->
            r.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id"), attribute("g"))
                .keySchema(hash("id"))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName("groups")
                        .keySchema(hash("g"))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build())
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    client.waiter().waitUntilTableExists(r -> r.tableName(TABLE));
    for (int i = 0; i < ACCOUNTS; i++) {
      Map<String, AttributeValue> item =
          Map.of("id", text("a" + i), "n", number(OPENING), "g", text("g0"));
      client.putItem(r -> r.tableName(TABLE).item(item));
    }
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** Makes one transfer and counts on; returns whether the origin is still there. */
  boolean step(int writer, String name, SplittableRandom random) {
    try {
      transfer("log/" + writer + "/" + name, random);
      count(writer);
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }

  private void transfer(String log, SplittableRandom random) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = 1 + random.nextInt(50);
    AttributeValue group = text("g" + random.nextInt(3));
    Map<String, AttributeValue> record =
        Map.of(
            "id", text(log),
            "from", text("a" + from),
            "to", text("a" + to),
            "m", number(amount),
            "g", text("log"));
    try {
      client.transactWriteItems(
          r ->
              r.transactItems(
                  move("a" + from, -amount, group),
                  move("a" + to, amount, group),
                  TransactWriteItem.builder()
                      .put(
                          p ->
                              p.tableName(TABLE)
                                  .item(record)
                                  .conditionExpression("attribute_not_exists(id)"))
                      .build()));
      acknowledged.add(log);
    } catch (TransactionCanceledException e) {
      // somebody else was at an account, or it has not enough
    }
  }

  private static TransactWriteItem move(String account, int amount, AttributeValue group) {
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(TABLE)
                    .key(Map.of("id", text(account)))
                    .updateExpression("SET n = n + :m, g = :g")
                    .conditionExpression("n >= :least")
                    .expressionAttributeValues(
                        Map.of(
                            ":m", number(amount),
                            ":g", group,
                            ":least", number(Math.max(0, -amount)))))
        .build();
  }

  private void count(int writer) {
    long before = counted.getOrDefault(writer, 0L);
    Map<String, AttributeValue> values =
        Map.of(":next", number(before + 1), ":before", number(before));
    try {
      client.updateItem(
          r ->
              r.tableName(TABLE)
                  .key(Map.of("id", text("count/" + writer)))
                  .updateExpression("SET n = :next")
                  .conditionExpression("n = :before OR attribute_not_exists(id)")
                  .expressionAttributeValues(values));
      counted.put(writer, before + 1);
    } catch (ConditionalCheckFailedException e) {
      throw new AssertionError("writer " + writer + " counted alone to " + before, e);
    }
  }

  @Override
  public void close() {
    client.close();
    streams.close();
  }
}

package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * An application that makes pages of the items of a table, three edges that store them, and an SDK
 * that changes the items: once every edge has acknowledged the purge, none serves an old page.
 */
class ChangesProcessesTest {
  private static final String TABLE = "Products";
  private static final String KEY = "shoe 42";

  @TempDir private Path folder = Path.of("");

  private @Nullable HttpServer application;
  private volatile @Nullable DynamoDbClient table;

  @AfterEach
  void end() {
    if (application != null) {
      application.stop(0);
    }
  }

  @Test
  void noEdgeServesWhatAnItemWasOnceItsChangeIsAcknowledged() throws Exception {
    int port = startApplication();
    try (ProcessFleet fleet = ProcessFleet.start(folder, 3, document(port))) {
      table = client(fleet);
      makeTable();
      changeInEveryWay(fleet);
      assertThat(fleet.followed("tables").path("changes").asInt()).isEqualTo(5);

      long before = fleet.applied();
      table().putItem(b -> b.tableName(TABLE).item(item("last")));
      fleet.kill();
      table = client(fleet);
      Await.until("the change before the kill is purged", () -> fleet.applied() > before);
      assertAllServe(fleet, "last");

      long beforeDeletion = fleet.applied();
      table().deleteTable(b -> b.tableName(TABLE));
      Await.until("the end of the table is purged", () -> fleet.applied() > beforeDeletion);
      assertAllServe(fleet, "gone");
      assertThat(fleet.metrics()).contains("skerry_changes_gone_seconds_count{source=\"tables\"}");
    }
  }

  private void changeInEveryWay(ProcessFleet fleet) throws Exception {
    Map<String, AttributeValue> key = Map.of("id", fromS(KEY));
    changed(fleet, "one", () -> table().putItem(b -> b.tableName(TABLE).item(item("one"))));
    changed(
        fleet,
        "two",
        () ->
            table()
                .updateItem(
                    b ->
                        b.tableName(TABLE)
                            .key(key)
                            .updateExpression("SET v = :v")
                            .expressionAttributeValues(Map.of(":v", fromS("two")))));
    changed(
        fleet,
        "three",
        () ->
            table()
                .batchWriteItem(
                    b ->
                        b.requestItems(
                            Map.of(
                                TABLE,
                                List.of(
                                    WriteRequest.builder()
                                        .putRequest(p -> p.item(item("three")))
                                        .build())))));
    changed(
        fleet,
        "four",
        () ->
            table()
                .transactWriteItems(
                    b ->
                        b.transactItems(
                            TransactWriteItem.builder()
                                .put(p -> p.tableName(TABLE).item(item("four")))
                                .build())));
    changed(fleet, "none", () -> table().deleteItem(b -> b.tableName(TABLE).key(key)));
  }

  private static DynamoDbClient client(ProcessFleet fleet) throws Exception {
    return TableClients.of(fleet.api(), TableClients.firstKey(fleet.data()));
  }

  private DynamoDbClient table() {
    return requireNonNull(table);
  }

  private int startApplication() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application = started;
    started.createContext("/", this::page);
    started.start();
    return started.getAddress().getPort();
  }

  private void changed(ProcessFleet fleet, String expected, Callable<?> change) throws Exception {
    fleet.purging(expected, "/product", change);
    assertAllServe(fleet, expected);
  }

  private static void assertAllServe(ProcessFleet fleet, String expected) throws Exception {
    for (URI edge : fleet.edges()) {
      assertThat(fleet.get(edge, "/product").body()).as(edge.toString()).isEqualTo(expected);
    }
  }

  /** The application: the item's value, for a day, with the item's tag. */
  private void page(HttpExchange exchange) throws IOException {
    String value;
    try {
      value =
          table()
              .getItem(b -> b.tableName(TABLE).key(Map.of("id", fromS(KEY))).consistentRead(true))
              .item()
              .getOrDefault("v", fromS("none"))
              .s();
    } catch (RuntimeException e) {
      value = "gone";
    }
    exchange.getResponseHeaders().add("Cache-Control", "max-age=86400");
    exchange.getResponseHeaders().add("Surrogate-Key", "page t:Products/shoe%2042");
    byte[] content = value.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static Map<String, AttributeValue> item(String value) {
    return Map.of("id", fromS(KEY), "v", fromS(value));
  }

  private void makeTable() throws Exception {
    table()
        .createTable(
            b ->
                b.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
    Await.until(
        "the table is active",
        () ->
            table()
                .describeTable(b -> b.tableName(TABLE))
                .table()
                .tableStatusAsString()
                .equals("ACTIVE"));
  }

  private static String document(int port) {
    return """
    sites:
      - name: shop
        hosts: "*"
        origin: http://127.0.0.1:%d
        purged-by: {tables: [Products]}
    """
        .formatted(port);
  }
}

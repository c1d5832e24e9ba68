package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A handler that makes JSON of items and objects, three edges that store it, and SDKs that change
 * them: once every edge has acknowledged the purge, none serves what was made of what was there.
 */
class BoundDataTest {
  private static final String DOCUMENT =
      """
      handlers:
        api:
          limits: {cpu-time: 10s, wall-time: 30s}
          bindings: {PRICES: {table: prices}, FILES: {bucket: texts}}
          code: |
            const { PRICES, FILES } = require('skerry').env;
            async function value(path) {
              const [, what, id] = path.split('/');
              const Key = { id, size: 7 };
              if (what === 'object') {
                const object = await FILES.get('text/' + id);
                return object === null ? 'none' : await object.text();
              }
              if (what === 'list') return (await FILES.list({ prefix: 'text/' })).objects.map((o) => o.key).join();
              if (what === 'all') {
                const { Items } = await PRICES.query({
                  KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': id },
                });
                return Items.map((item) => item.v).join();
              }
              const first = await PRICES.get({ Key });
              // Between what it reads and what it answers there is time for changes.
              if (what === 'slow') for (let i = 0; i < 10; i++) await PRICES.get({ Key: { id: 'other', size: 1 } });
              return first.Item === undefined ? 'none' : first.Item.v;
            }
            async function handler(event) {
              const headers = { 'cache-control': { value: 'max-age=86400' } };
              try {
                return { statusCode: 200, headers, body: String(await value(event.request.uri)) };
              } catch (e) {
                return { statusCode: 404, headers, body: e.code };
              }
            }
      sites:
        - name: shop
          hosts: "*"
          origin: http://127.0.0.1:9
          origin-request: api
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void noEdgeServesWhatWasMadeOfAnItemOrObjectThatChanged() throws Exception {
    try (ProcessFleet fleet = ProcessFleet.start(folder, 3, DOCUMENT);
        DynamoDbClient table = TableClients.of(fleet.api(), TableClients.firstKey(fleet.data()));
        S3Client s3 = client(fleet)) {
      assertAllServe(fleet, "/item/a", 404, "ResourceNotFoundException");
      makeTable(table);
      change(fleet, "/item/a", "1", () -> put(table, "a", 1));
      change(fleet, "/item/a", "2", () -> put(table, "a", 2));
      change(fleet, "/item/new", "3", () -> put(table, "new", 3));
      change(fleet, "/all/a", "4", () -> put(table, "a", 4));
      change(
          fleet, "/item/a", "none", () -> table.deleteItem(b -> b.tableName("prices").key(key("a"))));

      assertAllServe(fleet, "/object/x", 404, "NoSuchBucket");
      change(fleet, "/object/x", "none", () -> s3.createBucket(b -> b.bucket("texts")));
      change(fleet, "/object/x", "one", () -> put(s3, "text/x", "one"));
      change(fleet, "/object/x", "two", () -> put(s3, "text/x", "two"));
      change(fleet, "/list", "text/x,text/y", () -> put(s3, "text/y", ""));
      race(fleet, table, new Random(seed()));
    }
  }

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("seed of the race: " + seed);
    return seed;
  }

  /** Changes an item while handlers are between what they have read and their answers. */
  private static void race(ProcessFleet fleet, DynamoDbClient table, Random random)
      throws Exception {
    put(table, "race", 0);
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 1; round <= 30; round++) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (URI edge : fleet.edges()) {
          long delay = random.nextLong(20_000_000);
          asked.add(
              CompletableFuture.runAsync(
                  () -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(delay);
                    get(fleet, edge, "/slow/race");
                  },
                  viewers));
        }
        java.util.concurrent.locks.LockSupport.parkNanos(random.nextLong(40_000_000));
        int value = round;
        fleet.purging("round " + round, "/item/race", () -> put(table, "race", value));
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        assertAllServe(fleet, "/slow/race", 200, Integer.toString(value));
      }
    }
  }

  private static HttpResponse<String> get(ProcessFleet fleet, URI edge, String path) {
    try {
      return fleet.get(edge, path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(
      ProcessFleet fleet, String path, String expected, java.util.concurrent.Callable<?> change)
      throws Exception {
    fleet.purging(expected, path, change);
    assertAllServe(fleet, path, 200, expected);
    for (URI edge : fleet.edges()) {
      assertThat(fleet.get(edge, path).headers().firstValue("cache-status").orElse(""))
          .as("stored until it changes")
          .contains(";hit");
    }
  }

  private static void assertAllServe(ProcessFleet fleet, String path, int status, String expected)
      throws Exception {
    for (URI edge : fleet.edges()) {
      HttpResponse<String> answer = fleet.get(edge, path);
      assertThat(answer.body()).as(edge + path).isEqualTo(expected);
      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> key(
      String id) {
    return Map.of("id", fromS(id), "size", fromN("7"));
  }

  private static Object put(DynamoDbClient table, String id, int value) {
    return table.putItem(
        b ->
            b.tableName("prices")
                .item(Map.of("id", fromS(id), "size", fromN("7"), "v", fromN("" + value))));
  }

  private static Object put(S3Client s3, String key, String content) {
    return s3.putObject(b -> b.bucket("texts").key(key), RequestBody.fromString(content));
  }

  private static void makeTable(DynamoDbClient table) throws Exception {
    var _ =
        table.createTable(
            b ->
                b.tableName("prices")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        attribute("id", ScalarAttributeType.S),
                        attribute("size", ScalarAttributeType.N))
                    .keySchema(key("id", KeyType.HASH), key("size", KeyType.RANGE)));
    Await.until(
        "the table is active",
        () ->
            table
                .describeTable(b -> b.tableName("prices"))
                .table()
                .tableStatusAsString()
                .equals("ACTIVE"));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static S3Client client(ProcessFleet fleet) throws Exception {
    return S3Client.builder()
        .endpointOverride(fleet.api())
        .region(Region.US_EAST_1)
        .credentialsProvider(TableClients.firstKey(fleet.data()))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}

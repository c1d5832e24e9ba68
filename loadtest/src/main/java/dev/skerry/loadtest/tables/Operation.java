package dev.skerry.loadtest.tables;

import dev.skerry.loadtest.terminal.Stop;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** What is measured: a call of the table API, as JSON, for one item or a few. */
enum Operation {
  PUT("PutItem", "an item of some 500 bytes") {
    @Override
    String body(long key, Random random) {
      return "{\"TableName\":\"%s\",\"Item\":%s}".formatted(TABLE, item(key, random));
    }
  },
  GET("GetItem", "the same, read consistently") {
    @Override
    String body(long key, Random random) {
      return "{\"TableName\":\"%s\",\"Key\":%s,\"ConsistentRead\":true}".formatted(TABLE, key(key));
    }
  },
  UPDATE("UpdateItem", "one number of an item is set") {
    @Override
    String body(long key, Random random) {
      return """
      {"TableName":"%s","Key":%s,"UpdateExpression":"SET visits = :v",\
      "ExpressionAttributeValues":{":v":{"N":"%d"}}}\
      """
          .formatted(TABLE, key(key), random.nextInt(1_000_000));
    }
  },
  QUERY("Query", "the ten items of one partition") {
    @Override
    String body(long key, Random random) {
      return """
      {"TableName":"%s","KeyConditionExpression":"pk = :p",\
      "ExpressionAttributeValues":{":p":{"S":"%s"}}}\
      """
          .formatted(TABLE, partition(key));
    }
  },
  SCAN("Scan", "the first 100 items of one of 1,000 segments") {
    @Override
    String body(long key, Random random) {
      return "{\"TableName\":\"%s\",\"Limit\":100,\"TotalSegments\":1000,\"Segment\":%d}"
          .formatted(TABLE, key % 1000);
    }
  },
  TRANSACT("TransactWriteItems", "two items are put, one with a condition") {
    @Override
    String body(long key, Random random) {
      return """
      {"TransactItems":[{"Put":{"TableName":"%s","Item":%s}},\
      {"Put":{"TableName":"%s","Item":%s,"ConditionExpression":"attribute_exists(pk)"}}]}\
      """
          .formatted(TABLE, item(key, random), TABLE, item(key + 1, random));
    }
  };

  /** The table that all use. */
  static final String TABLE = "measured";

  /** Items of one partition. */
  static final int SIBLINGS = 10;

  private static final int TEXT_CHARS = 400;

  private final String target;
  private final String what;

  Operation(String target, String what) {
    this.target = target;
    this.what = what;
  }

  /** Its name in the API. */
  String target() {
    return target;
  }

  /** What it does, in words. */
  String what() {
    return what;
  }

  /** The content of a request for the item with that number. */
  abstract String body(long key, Random random);

  /** The operation of a name as {@code put}. */
  static Operation named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> Stop.usage("no operation " + name + "; there are " + names()));
  }

  private static String names() {
    return String.join(", ", Arrays.stream(values()).map(Operation::label).toList());
  }

  /** Whether a server of that name knows it: dynalite has no transactions. */
  boolean isServedBy(String server) {
    return this != TRANSACT || !server.equals("dynalite");
  }

  /** Its name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String partition(long key) {
    return "partition-" + key / SIBLINGS;
  }

  private static String key(long key) {
    return "{\"pk\":{\"S\":\"%s\"},\"sk\":{\"N\":\"%d\"}}"
        .formatted(partition(key), key % SIBLINGS);
  }

  private static String item(long key, Random random) {
    StringBuilder text = new StringBuilder(TEXT_CHARS);
    for (int i = 0; i < TEXT_CHARS; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return """
    {"pk":{"S":"%s"},"sk":{"N":"%d"},"visits":{"N":"%d"},"open":{"BOOL":true},"text":{"S":"%s"}}\
    """
        .formatted(partition(key), key % SIBLINGS, random.nextInt(1000), text);
  }
}

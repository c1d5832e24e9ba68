package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** Checks a bank's books: transactions whole, index and stream the same as the items. */
final class Books {
  private final Map<String, Map<String, AttributeValue>> replayed = new TreeMap<>();
  private final Map<String, String> seen = new HashMap<>();

  /** All that is in the table, or in its index. */
  static Map<String, Map<String, AttributeValue>> items(Bank bank, boolean index) {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    bank.client()
        .scanPaginator(
            r ->
                r.tableName(Bank.TABLE)
                    .indexName(index ? "groups" : null)
                    .consistentRead(index ? null : true))
        .items()
        .forEach(item -> items.put(id(item), item));
    return items;
  }

  private static <T> T of(Map<String, T> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static String id(Map<String, AttributeValue> item) {
    return of(item, "id").s();
  }

  private static long n(Map<String, AttributeValue> item) {
    return Long.parseLong(of(item, "n").n());
  }

  /** Every transfer is in the accounts wholly or not at all, and all these are there. */
  static void checkTransfers(
      Map<String, Map<String, AttributeValue>> items, Set<String> acknowledged, String which) {
    assertThat(items.keySet()).as("acknowledged, %s", which).containsAll(acknowledged);
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < Bank.ACCOUNTS; i++) {
      expected.put("a" + i, (long) Bank.OPENING);
    }
    items.forEach(
        (id, item) -> {
          if (id.startsWith("log/")) {
            long amount = Long.parseLong(of(item, "m").n());
            expected.merge(of(item, "from").s(), -amount, Long::sum);
            expected.merge(of(item, "to").s(), amount, Long::sum);
          }
        });
    Map<String, Long> found = new TreeMap<>();
    expected.keySet().forEach(account -> found.put(account, n(of(items, account))));
    assertThat(found).as("accounts by the transfers, %s", which).isEqualTo(expected);
  }

  /** Counters are where they were answered, or one further; notes where they are. */
  static void checkCounters(
      Map<String, Map<String, AttributeValue>> items, Map<Integer, Long> counted, String which) {
    counted.replaceAll(
        (writer, answered) -> {
          long found = n(of(items, "count/" + writer));
          assertThat(found)
              .as("the counter of writer %s, %s", writer, which)
              .isBetween(answered, answered + 1);
          return found;
        });
  }

  /** The index has each item that has its attribute, as it is. */
  static void checkIndex(Bank bank, Map<String, Map<String, AttributeValue>> items, String which) {
    Map<String, Map<String, AttributeValue>> expected = new TreeMap<>(items);
    expected.values().removeIf(item -> !item.containsKey("g"));
    assertThat(items(bank, true)).as("the index, %s", which).isEqualTo(expected);
  }

  /**
   * Replays what the stream has beyond what was replayed: each change fits, the end is the items.
   */
  void checkStream(Bank bank, Map<String, Map<String, AttributeValue>> items, String which) {
    String stream =
        bank.client().describeTable(r -> r.tableName(Bank.TABLE)).table().latestStreamArn();
    List<Shard> shards =
        bank.streams().describeStream(r -> r.streamArn(stream)).streamDescription().shards();
    for (Shard shard : shards) {
      String last = seen.get(shard.shardId());
      String iterator =
          bank.streams()
              .getShardIterator(
                  r ->
                      r.streamArn(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(
                              last == null
                                  ? ShardIteratorType.TRIM_HORIZON
                                  : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                          .sequenceNumber(last))
              .shardIterator();
      replay(bank, shard, iterator, which);
    }
    assertThat(replayed).as("the stream, %s", which).isEqualTo(items);
  }

  private void replay(Bank bank, Shard shard, String first, String which) {
    String iterator = first;
    while (iterator != null) {
      String from = iterator;
      var page = bank.streams().getRecords(r -> r.shardIterator(from));
      for (Record record : page.records()) {
        apply(record, which);
        seen.put(shard.shardId(), record.dynamodb().sequenceNumber());
      }
      iterator = page.records().isEmpty() ? null : page.nextShardIterator();
    }
  }

  private void apply(Record record, String which) {
    String id = of(record.dynamodb().keys(), "id").s();
    Map<String, AttributeValue> before =
        record.dynamodb().hasOldImage() ? record.dynamodb().oldImage() : null;
    assertThat(before).as("the image before of %s, %s", id, which).isEqualTo(replayed.get(id));
    if (record.dynamodb().hasNewImage()) {
      replayed.put(id, record.dynamodb().newImage());
    } else {
      replayed.remove(id);
    }
  }
}

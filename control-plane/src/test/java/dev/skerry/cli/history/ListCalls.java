package dev.skerry.cli.history;

import static dev.skerry.cli.history.Server.key;
import static dev.skerry.cli.history.Server.n;

import dev.skerry.testing.history.Attempt;
import dev.skerry.testing.history.Attempt.Answer;
import dev.skerry.testing.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What a client does with lists, each an item: transactions and single calls append to them, under
 * the condition that what was read is still so.
 */
final class ListCalls {
  private static final String APPEND = "SET l = list_append(if_not_exists(l, :none), :e)";
  private static final AttributeValue NONE = AttributeValue.fromL(List.of());

  private final Server server;
  private final RecordedHistory history;
  private final Lack lack;
  private final Map<Integer, Op.Read> last = new HashMap<>();

  ListCalls(Server server, RecordedHistory history, Lack lack) {
    this.server = server;
    this.history = history;
    this.lack = lack;
  }

  /** Reads one by itself and several in a transaction; null if there was no answer. */
  @Nullable List<Op.Read> read(List<Integer> lists) {
    long invoked = history.now();
    List<Op.Read> reads = lack == Lack.READS && history.number() % 2 == 0 ? known(lists) : null;
    if (reads == null) {
      Reply<List<Op.Read>> reply =
          server.ask(() -> lists.size() == 1 ? readOne(lists.getFirst()) : readAll(lists));
      reads = reply instanceof Reply.Done<List<Op.Read>>(List<Op.Read> told) ? told : null;
    }
    if (reads != null) {
      reads.forEach(read -> last.put(read.list(), read));
      end(List.copyOf(reads), invoked, Answer.COMMITTED);
    }
    return reads;
  }

  private @Nullable List<Op.Read> known(List<Integer> lists) {
    List<Op.Read> reads = new ArrayList<>();
    for (int list : lists) {
      Op.Read read = last.get(list);
      if (read == null) {
        return null;
      }
      reads.add(read);
    }
    return reads;
  }

  private List<Op.Read> readOne(int list) {
    return List.of(
        of(
            list,
            server
                .client()
                .getItem(
                    r -> r.tableName(server.table()).key(key("list", list)).consistentRead(true))
                .item()));
  }

  private List<Op.Read> readAll(List<Integer> lists) {
    List<TransactGetItem> gets =
        lists.stream()
            .map(
                list ->
                    TransactGetItem.builder()
                        .get(g -> g.tableName(server.table()).key(key("list", list)))
                        .build())
            .toList();
    List<ItemResponse> items =
        server.client().transactGetItems(r -> r.transactItems(gets)).responses();
    List<Op.Read> reads = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      reads.add(of(lists.get(i), items.get(i).item()));
    }
    return reads;
  }

  private static Op.Read of(int list, Map<String, AttributeValue> item) {
    return new Op.Read(list, Server.numbers(item.getOrDefault("l", NONE)));
  }

  /** Appends to one, if that is given still as it was read. */
  void update(int list, Op.@Nullable Read read) {
    int element = history.number();
    write(
        read == null ? List.of() : List.of(read),
        Map.of(list, element),
        () ->
            server
                .client()
                .updateItem(
                    r ->
                        r.tableName(server.table())
                            .key(key("list", list))
                            .updateExpression(APPEND)
                            .conditionExpression(condition(read))
                            .expressionAttributeValues(values(element, read))));
  }

  /** Replaces one by what was read and one more, if it is still that. */
  void replace(Op.Read read) {
    int element = history.number();
    List<AttributeValue> longer = new ArrayList<>();
    read.elements().forEach(known -> longer.add(n(known)));
    longer.add(n(element));
    Map<String, AttributeValue> item = new HashMap<>(key("list", read.list()));
    item.put("l", AttributeValue.fromL(longer));
    write(
        List.of(read),
        Map.of(read.list(), element),
        () ->
            server
                .client()
                .putItem(
                    r ->
                        r.tableName(server.table())
                            .item(item)
                            .conditionExpression(condition(read))
                            .expressionAttributeValues(size(condition(read), read))));
  }

  /** Appends to several in a transaction, if what was read, of these or others, is still so. */
  void transact(List<Op.Read> reads, List<Integer> lists) {
    Map<Integer, Integer> elements = new HashMap<>();
    List<TransactWriteItem> actions = new ArrayList<>();
    for (int list : lists) {
      int element = history.number();
      elements.put(list, element);
      Op.Read read = reads.stream().filter(one -> one.list() == list).findFirst().orElse(null);
      actions.add(
          TransactWriteItem.builder()
              .update(
                  u ->
                      u.tableName(server.table())
                          .key(key("list", list))
                          .updateExpression(APPEND)
                          .conditionExpression(condition(read))
                          .expressionAttributeValues(values(element, read)))
              .build());
    }
    for (Op.Read read : reads) {
      if (!lists.contains(read.list()) && lack != Lack.CHECKS) {
        actions.add(
            TransactWriteItem.builder()
                .conditionCheck(
                    c ->
                        c.tableName(server.table())
                            .key(key("list", read.list()))
                            .conditionExpression(check(read))
                            .expressionAttributeValues(size(check(read), read)))
                .build());
      }
    }
    List<List<TransactWriteItem>> portions =
        lack == Lack.TRANSACTIONS ? actions.stream().map(List::of).toList() : List.of(actions);
    write(
        reads,
        elements,
        () ->
            portions.forEach(
                portion -> server.client().transactWriteItems(r -> r.transactItems(portion))));
  }

  private @Nullable String condition(Op.@Nullable Read read) {
    return read == null || lack == Lack.CONDITIONS ? null : check(read);
  }

  private static String check(Op.Read read) {
    return read.elements().isEmpty() ? "attribute_not_exists(l)" : "size(l) = :n";
  }

  private static @Nullable Map<String, AttributeValue> size(
      @Nullable String condition, Op.@Nullable Read read) {
    return read == null || condition == null || !condition.endsWith(":n")
        ? null
        : Map.of(":n", n(read.elements().size()));
  }

  private Map<String, AttributeValue> values(int element, Op.@Nullable Read read) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":none", NONE);
    values.put(":e", AttributeValue.fromL(List.of(n(element))));
    Map<String, AttributeValue> size = size(condition(read), read);
    if (size != null) {
      values.putAll(size);
    }
    return values;
  }

  private void write(List<Op.Read> reads, Map<Integer, Integer> elements, Runnable request) {
    List<Op> ops = new ArrayList<>(reads);
    elements.forEach((list, element) -> ops.add(new Op.Append(list, element)));
    long invoked = history.now();
    Answer answer =
        lack == Lack.WRITES && history.number() % 8 == 0
            ? Answer.COMMITTED
            : server.ask(() -> done(request)).answer();
    end(ops, invoked, answer);
  }

  private static boolean done(Runnable request) {
    request.run();
    return true;
  }

  private void end(List<Op> ops, long invoked, Answer answer) {
    history.add(new Attempt(history.number(), ops, invoked, history.now(), answer));
  }
}

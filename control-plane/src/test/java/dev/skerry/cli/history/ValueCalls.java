package dev.skerry.cli.history;

import static dev.skerry.cli.history.Server.key;
import static dev.skerry.cli.history.Server.n;

import dev.skerry.testing.history.Attempt.Answer;
import dev.skerry.testing.history.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a client does with values, each an item: they are put, updated and deleted, mostly under the
 * condition that they are what the client saw last.
 */
final class ValueCalls {
  private static final ReturnValuesOnConditionCheckFailure TELL =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final Server server;
  private final RecordedHistory history;
  private final Lack lack;
  private final Map<Integer, Integer> known = new HashMap<>();

  ValueCalls(Server server, RecordedHistory history, Lack lack) {
    this.server = server;
    this.history = history;
    this.lack = lack;
  }

  /** What this client saw last. */
  int known(int item) {
    return known.getOrDefault(item, Call.ABSENT);
  }

  void read(int item) {
    long invoked = history.now();
    Reply<Integer> reply =
        server.ask(
            () ->
                value(
                    server
                        .client()
                        .getItem(
                            r ->
                                r.tableName(server.table())
                                    .key(key("value", item))
                                    .consistentRead(true))
                        .item()));
    if (reply instanceof Reply.Done<Integer>(Integer seen)) {
      end(new Change(item, null, null), seen, invoked, Answer.COMMITTED);
    }
  }

  /**
   * What is to become of an item.
   *
   * @param expects null if under no condition
   * @param writes null if nothing, {@link Call#ABSENT} to delete it
   */
  record Change(int item, @Nullable Integer expects, @Nullable Integer writes) {}

  void put(Change change) {
    write(
        change,
        () ->
            server
                .client()
                .putItem(
                    r ->
                        r.tableName(server.table())
                            .item(item(change))
                            .conditionExpression(condition(change))
                            .expressionAttributeValues(expected(change))
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(TELL))
                .attributes());
  }

  void update(Change change) {
    Map<String, AttributeValue> values = new HashMap<>(item(change));
    values.keySet().retainAll(List.of("v"));
    Map<String, AttributeValue> all = new HashMap<>();
    values.forEach((name, value) -> all.put(":new", value));
    Map<String, AttributeValue> expected = expected(change);
    if (expected != null) {
      all.putAll(expected);
    }
    write(
        change,
        () ->
            server
                .client()
                .updateItem(
                    r ->
                        r.tableName(server.table())
                            .key(key("value", change.item()))
                            .updateExpression("SET v = :new")
                            .conditionExpression(condition(change))
                            .expressionAttributeValues(all)
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(TELL))
                .attributes());
  }

  void delete(Change change) {
    write(
        change,
        () ->
            server
                .client()
                .deleteItem(
                    r ->
                        r.tableName(server.table())
                            .key(key("value", change.item()))
                            .conditionExpression(condition(change))
                            .expressionAttributeValues(expected(change))
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(TELL))
                .attributes());
  }

  private void write(Change change, Supplier<Map<String, AttributeValue>> request) {
    long invoked = history.now();
    Reply<Map<String, AttributeValue>> reply = server.ask(request);
    Integer seen =
        switch (reply) {
          case Reply.Done<Map<String, AttributeValue>>(var old) ->
              lack == Lack.CONDITIONS ? change.expects() : (Integer) value(old);
          case Reply.Refused<Map<String, AttributeValue>>(DynamoDbException why) ->
              why instanceof ConditionalCheckFailedException failed ? value(failed.item()) : null;
          case Reply.Unknown<Map<String, AttributeValue>> unknown -> null;
        };
    end(change, seen, invoked, reply.answer());
  }

  /** Makes changes of several items in a transaction. */
  void transact(List<Change> changes) {
    List<TransactWriteItem> actions = changes.stream().map(this::action).toList();
    long invoked = history.now();
    Reply<Boolean> reply =
        server.ask(
            () -> {
              server.client().transactWriteItems(r -> r.transactItems(actions));
              return true;
            });
    List<CancellationReason> reasons =
        reply instanceof Reply.Refused<Boolean>(TransactionCanceledException canceled)
            ? canceled.cancellationReasons()
            : List.of();
    for (int i = 0; i < changes.size(); i++) {
      boolean told = i < reasons.size() && "ConditionalCheckFailed".equals(reasons.get(i).code());
      if (told || reply.answer() != Answer.REFUSED) {
        end(changes.get(i), told ? value(reasons.get(i).item()) : null, invoked, reply.answer());
      }
    }
  }

  private TransactWriteItem action(Change change) {
    TransactWriteItem.Builder action = TransactWriteItem.builder();
    Integer writes = change.writes();
    if (writes != null && writes == Call.ABSENT) {
      action.delete(
          d ->
              d.tableName(server.table())
                  .key(key("value", change.item()))
                  .conditionExpression(condition(change))
                  .expressionAttributeValues(expected(change))
                  .returnValuesOnConditionCheckFailure(TELL));
    } else {
      action.put(
          p ->
              p.tableName(server.table())
                  .item(item(change))
                  .conditionExpression(condition(change))
                  .expressionAttributeValues(expected(change))
                  .returnValuesOnConditionCheckFailure(TELL));
    }
    return action.build();
  }

  private static Map<String, AttributeValue> item(Change change) {
    Map<String, AttributeValue> item = new HashMap<>(key("value", change.item()));
    Integer writes = change.writes();
    if (writes != null) {
      item.put("v", n(writes));
    }
    return item;
  }

  private @Nullable String condition(Change change) {
    Integer expects = change.expects();
    if (expects == null || lack == Lack.CONDITIONS) {
      return null;
    }
    return expects == Call.ABSENT ? "attribute_not_exists(id)" : "v = :was";
  }

  private @Nullable Map<String, AttributeValue> expected(Change change) {
    Integer expects = change.expects();
    return expects == null || expects == Call.ABSENT || lack == Lack.CONDITIONS
        ? null
        : Map.of(":was", n(expects));
  }

  private static int value(@Nullable Map<String, AttributeValue> item) {
    AttributeValue value = item == null ? null : item.get("v");
    return value == null ? Call.ABSENT : Integer.parseInt(value.n());
  }

  private void end(Change change, @Nullable Integer seen, long invoked, Answer answer) {
    long completed = history.now();
    history.add(
        new Call(
            change.item(), change.expects(), seen, change.writes(), invoked, completed, answer));
    Integer now = answer == Answer.COMMITTED && change.writes() != null ? change.writes() : seen;
    if (now != null) {
      known.put(change.item(), now);
    }
  }
}

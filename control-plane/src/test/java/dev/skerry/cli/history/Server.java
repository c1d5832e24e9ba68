package dev.skerry.cli.history;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** A server as one client sees it until it is gone. One thread. */
final class Server {
  private final HistoryTable table;
  private boolean gone;

  Server(HistoryTable table) {
    this.table = table;
  }

  DynamoDbClient client() {
    return table.client();
  }

  /** The table's name. */
  String table() {
    return table.name();
  }

  /** Whether a request has met nobody, or somebody who left before the answer. */
  boolean isGone() {
    return gone;
  }

  /** The key of a list or value. */
  static Map<String, AttributeValue> key(String kind, int number) {
    return Map.of("id", AttributeValue.fromS(kind + "/" + number));
  }

  /** A number as an attribute. */
  static AttributeValue n(int number) {
    return AttributeValue.fromN(Integer.toString(number));
  }

  /** The numbers of a list. */
  static List<Integer> numbers(AttributeValue list) {
    return list.l().stream().map(element -> Integer.valueOf(element.n())).toList();
  }

  /** Sends a request that may write. Refusals that no client meets here are thrown. */
  <T> Reply<T> ask(Supplier<T> request) {
    try {
      return new Reply.Done<>(request.get());
    } catch (ConditionalCheckFailedException
        | TransactionCanceledException
        | TransactionConflictException e) {
      return new Reply.Refused<>(e);
    } catch (DynamoDbException e) {
      if (e.statusCode() < 500) {
        throw e;
      }
      return new Reply.Unknown<>();
    } catch (SdkClientException e) {
      gone = true;
      return new Reply.Unknown<>();
    }
  }
}

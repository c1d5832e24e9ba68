package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ModelException;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A write of one item, which may be run by itself or be part of a transaction.
 *
 * @param <T> what it answers by itself
 */
public abstract sealed class Write<T> extends Call<T> permits Put, Update, Delete, Check {
  Write(Connection connection) {
    super(connection);
  }

  /** Asks for it by itself; where the condition does not hold it has {@link #failed}. */
  final <A> A ask(Function<DynamoDbClient, A> request) {
    return connection()
        .ask(
            client -> {
              try {
                return request.apply(client);
              } catch (ConditionalCheckFailedException e) {
                throw failed(e.item());
              }
            });
  }

  /** As a transaction has it. */
  abstract TransactWriteItem part();

  /**
   * What it means that the condition does not hold.
   *
   * @param item that is in the table; empty if there is none
   */
  abstract ModelException failed(Map<String, AttributeValue> item);
}

package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.ModelException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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

  /** As a transaction has it. */
  abstract TransactWriteItem part();

  /**
   * What it means that the condition does not hold.
   *
   * @param item that is in the table; empty if there is none
   */
  abstract ModelException failed(Map<String, AttributeValue> item);
}

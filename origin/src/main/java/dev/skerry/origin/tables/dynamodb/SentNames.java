package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TableArn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request names its tables: where it has the ARN of one, its answer tells the ARN as well
 * ("ConsumedCapacity" in the DynamoDB API reference). Immutable.
 */
final class SentNames {
  private final Map<String, String> arns = new HashMap<>();

  private SentNames() {}

  /** Those of a request for one table, of a batch, or of a transaction. */
  static SentNames of(Fields in) {
    SentNames names = new SentNames();
    names.add(in.get("TableName"));
    if (in.get("RequestItems") instanceof Map<?, ?> tables) {
      tables.keySet().forEach(names::add);
    }
    if (in.get("TransactItems") instanceof List<?> actions) {
      for (Object action : actions) {
        if (action instanceof Fields kinds) {
          kinds.values().values().forEach(names::addAction);
        }
      }
    }
    return names;
  }

  private void addAction(Object action) {
    if (action instanceof Fields fields) {
      add(fields.get("TableName"));
    }
  }

  private void add(@Nullable Object sent) {
    if (sent instanceof String text) {
      TableArn arn = TableArn.find(text);
      if (arn != null) {
        arns.put(arn.table(), text);
      }
    }
  }

  /** What the request calls a table. */
  String of(String table) {
    return arns.getOrDefault(table, table);
  }
}

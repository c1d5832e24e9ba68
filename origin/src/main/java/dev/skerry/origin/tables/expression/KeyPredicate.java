package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import java.util.Map;

/** What a query says of one key attribute. */
public record KeyPredicate(ComparisonOperator operator, List<AttributeValue> arguments) {
  public KeyPredicate {
    arguments = List.copyOf(arguments);
  }

  /** Whether a value of the attribute is as said. */
  public boolean test(AttributeValue value) {
    return operator
        .condition(DocumentPath.of("key"), arguments)
        .test(new Item(Map.of("key", value)));
  }
}

package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.error.Unreadable;
import dev.skerry.origin.tables.model.expression.Attribute;
import dev.skerry.origin.tables.model.expression.Path;
import dev.skerry.origin.tables.model.item.Trail;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some attributes of an item, where the whole record was not asked for.
 *
 * @param <R> the record that the item is
 */
public final class Row<R extends Record> {
  private final String table;
  private final Map<String, AttributeValue> item;

  Row(String table, Map<String, AttributeValue> item) {
    this.table = table;
    this.item = item;
  }

  /**
   * The value of an attribute; empty if the item does not have it, or it was not asked for.
   *
   * @throws Unreadable if it is not of its type
   */
  @SuppressWarnings("unchecked") // the form of the attribute is that of its type
  public <V> Optional<V> get(Attribute<R, V> attribute) {
    Path path = attribute.path();
    @Nullable AttributeValue kept = AttributeValue.fromM(item);
    for (Path.Step step : path.steps()) {
      kept = kept == null ? null : next(kept, step);
    }
    if (kept == null || Boolean.TRUE.equals(kept.nul())) {
      return Optional.empty();
    }
    Trail trail = Trail.begin();
    @Nullable Object value = path.codec().decode(kept, trail.at(path.toString()));
    if (!trail.findings().isEmpty()) {
      throw new Unreadable(table, trail.findings());
    }
    return Optional.ofNullable((V) value);
  }

  private static @Nullable AttributeValue next(AttributeValue from, Path.Step step) {
    return switch (step) {
      case Path.Step.Name(String name) -> from.m().get(name);
      case Path.Step.Position(int index) -> index < from.l().size() ? from.l().get(index) : null;
    };
  }
}

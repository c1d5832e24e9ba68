package dev.skerry.origin.tables.model.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The condition of a write does not hold; nothing was written. */
public final class ConditionFailed extends ModelException {
  private final transient @Nullable Object item;

  /**
   * With what was found.
   *
   * @param key of the item
   * @param item a record, as it is in the table; null if there is none
   */
  public ConditionFailed(Object key, String table, @Nullable Object item) {
    super("the condition does not hold for " + key + " in " + table, null);
    this.item = item;
  }

  /**
   * The item for which the condition does not hold; empty if there is none.
   *
   * @param type the model's record
   */
  public <R> Optional<R> item(Class<R> type) {
    return Optional.ofNullable(item).map(type::cast);
  }
}

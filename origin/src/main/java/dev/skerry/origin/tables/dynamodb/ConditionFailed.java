package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A condition of a write that was not true, with the item if it was asked for. */
final class ConditionFailed extends TableException implements ErrorMembers {
  @Serial private static final long serialVersionUID = 1;

  private final transient @Nullable Item item;

  ConditionFailed(@Nullable Item item) {
    super(ErrorType.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
    this.item = item;
  }

  @Nullable Item item() {
    return item;
  }

  @Override
  public void write(JsonGenerator out) {
    if (item != null) {
      out.writeName("Item");
      new AttributeValueWriter(out).item(item);
    }
  }
}

package dev.skerry.origin.tables.model.item;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of booleans. */
record Flags() implements Codec {
  @Override
  public String type() {
    return "BOOL";
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    return AttributeValue.fromBool((Boolean) value);
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (kept.bool() == null) {
      trail.found("is of type " + kept.type() + ", not BOOL");
    }
    return kept.bool();
  }
}

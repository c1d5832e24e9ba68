package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Transformation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of values that are transformed before they are kept. */
record TransformedCodec(Transformation<Object, Object> transformation, Codec kept)
    implements Codec {
  @Override
  public String type() {
    return kept.type();
  }

  @Override
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    Object stored;
    try {
      stored = transformation.store(value);
    } catch (RuntimeException e) {
      trail.found("cannot be transformed: " + e);
      return null;
    }
    return kept.encode(stored, trail);
  }

  @Override
  public @Nullable Object decode(AttributeValue from, Trail trail) {
    @Nullable Object stored = kept.decode(from, trail);
    if (stored == null) {
      return null;
    }
    try {
      return transformation.read(stored);
    } catch (RuntimeException e) {
      trail.found("cannot be transformed back: " + e);
      return null;
    }
  }
}

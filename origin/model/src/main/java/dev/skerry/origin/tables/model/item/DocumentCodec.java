package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of records within items. The record may refer to itself, so it is looked at later. */
record DocumentCodec(Class<? extends Record> record) implements Codec {
  @Override
  public String type() {
    return "M";
  }

  @Override
  public Document<?> document() {
    return Document.of(record);
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    return AttributeValue.fromM(encode(Document.of(record), value, trail));
  }

  private static <R extends Record> Map<String, AttributeValue> encode(
      Document<R> document, Object value, Trail trail) {
    return document.encode(document.type().cast(value), trail);
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (!kept.hasM()) {
      trail.found("is of type " + kept.type() + ", not M");
      return null;
    }
    return Document.of(record).decode(kept.m(), trail);
  }

  @Override
  public Object complete(Object value, Instant now, Trail trail) {
    return complete(Document.of(record), value, now, trail);
  }

  private static <R extends Record> Object complete(
      Document<R> document, Object value, Instant now, Trail trail) {
    return document.complete(document.type().cast(value), now, trail);
  }
}

package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form in which values of one Java type are kept. Used by any thread. */
public interface Codec {
  /** DynamoDB's name of the type that is kept: {@code S}, {@code N}, {@code BOOL}, … */
  String type();

  /**
   * The form of a value.
   *
   * @param value of the Java type
   * @return null if nothing is kept of it, or if it is wrong, which the trail says then
   */
  @Nullable AttributeValue encode(Object value, Trail trail);

  /**
   * The value of a form.
   *
   * @return null if it is wrong, which the trail says then
   */
  @Nullable Object decode(AttributeValue kept, Trail trail);

  /** The value with all defaults of the documents in it. */
  default Object complete(Object value, Instant now, Trail trail) {
    return value;
  }

  /** The form of the elements; null if there are none. */
  default @Nullable Codec element() {
    return null;
  }

  /** What the value is made of; null if it is no document. */
  default @Nullable Document<?> document() {
    return null;
  }
}

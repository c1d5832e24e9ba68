package dev.skerry.origin.tables.model.item;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The form of octets.
 *
 * @param buffers whether they are a {@link ByteBuffer}, of which the rest counts, or an array
 */
record Octets(boolean buffers) implements Codec {
  @Override
  public String type() {
    return "B";
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    return AttributeValue.fromB(
        value instanceof ByteBuffer buffer
            ? SdkBytes.fromByteBuffer(buffer.duplicate())
            : SdkBytes.fromByteArray((byte[]) value));
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (kept.b() == null) {
      trail.found("is of type " + kept.type() + ", not B");
      return null;
    }
    return buffers ? kept.b().asByteBuffer() : kept.b().asByteArray();
  }
}

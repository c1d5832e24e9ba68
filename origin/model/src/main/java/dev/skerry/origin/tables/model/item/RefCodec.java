package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The form of references: the key, or of a key of two values a list of both.
 *
 * @param target the record that is referred to
 * @param partition form of the key, or of its first value
 * @param sort form of the second value; null where keys have one
 */
record RefCodec(Class<?> target, Codec partition, @Nullable Codec sort) implements Codec {
  @Override
  public String type() {
    return sort == null ? partition.type() : "L";
  }

  @Override
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    Object key = ((Ref<?, ?>) value).key();
    if (sort == null) {
      return partition.encode(key, trail);
    }
    Key<?, ?> both = (Key<?, ?>) key;
    @Nullable AttributeValue first = partition.encode(both.partition(), trail);
    @Nullable AttributeValue second = sort.encode(both.sort(), trail);
    return first == null || second == null ? null : AttributeValue.fromL(List.of(first, second));
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (sort == null) {
      @Nullable Object key = partition.decode(kept, trail);
      return key == null ? null : Ref.to(key);
    }
    if (!kept.hasL() || kept.l().size() != 2) {
      trail.found("must be a list of a partition key and a sort key");
      return null;
    }
    @Nullable Object first = partition.decode(kept.l().get(0), trail.at(0));
    @Nullable Object second = sort.decode(kept.l().get(1), trail.at(1));
    return first == null || second == null ? null : Ref.to(Key.of(first, second));
  }
}

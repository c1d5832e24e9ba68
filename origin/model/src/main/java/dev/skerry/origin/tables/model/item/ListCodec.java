package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of lists. */
record ListCodec(Codec element) implements Codec {
  @Override
  public String type() {
    return "L";
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    List<AttributeValue> kept = new ArrayList<>();
    int index = 0;
    for (@Nullable Object each : (List<?>) value) {
      Trail there = trail.at(index++);
      if (each == null) {
        there.found("must not be null");
        continue;
      }
      @Nullable AttributeValue one = element.encode(each, there);
      if (one != null) {
        kept.add(one);
      } else if (each instanceof Set<?> set && set.isEmpty()) {
        there.found("must not be empty: DynamoDB has no empty sets");
      }
    }
    return AttributeValue.fromL(kept);
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (!kept.hasL()) {
      trail.found("is of type " + kept.type() + ", not L");
      return null;
    }
    List<Object> values = new ArrayList<>(kept.l().size());
    for (int i = 0; i < kept.l().size(); i++) {
      @Nullable Object value = element.decode(kept.l().get(i), trail.at(i));
      if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  @Override
  public Object complete(Object value, Instant now, Trail trail) {
    List<@Nullable Object> completed = new ArrayList<>();
    int index = 0;
    for (@Nullable Object each : (List<?>) value) {
      Trail there = trail.at(index++);
      completed.add(each == null ? null : element.complete(each, now, there));
    }
    return Collections.unmodifiableList(completed);
  }
}

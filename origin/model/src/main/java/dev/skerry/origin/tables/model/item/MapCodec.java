package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of maps whose keys are texts. */
record MapCodec(Codec element) implements Codec {
  @Override
  public String type() {
    return "M";
  }

  @Override
  public AttributeValue encode(Object value, Trail trail) {
    Map<String, AttributeValue> kept = new LinkedHashMap<>();
    ((Map<?, ?>) value)
        .forEach(
            (key, each) -> {
              Trail there = trail.at(key.toString());
              @Nullable AttributeValue one = element.encode(each, there);
              if (one != null) {
                kept.put(key.toString(), one);
              }
            });
    return AttributeValue.fromM(kept);
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (!kept.hasM()) {
      trail.found("is of type " + kept.type() + ", not M");
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    kept.m()
        .forEach(
            (key, each) -> {
              @Nullable Object value = element.decode(each, trail.at(key));
              if (value != null) {
                values.put(key, value);
              }
            });
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Object complete(Object value, Instant now, Trail trail) {
    Map<String, Object> completed = new LinkedHashMap<>();
    ((Map<?, ?>) value)
        .forEach(
            (key, each) -> {
              String name = key.toString();
              completed.put(name, element.complete(each, now, trail.at(name)));
            });
    return Collections.unmodifiableMap(completed);
  }
}

package dev.skerry.origin.tables.model.item;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form of sets of texts, numbers or octets. Of an empty set nothing is kept. */
record SetCodec(Codec element) implements Codec {
  @Override
  public String type() {
    return element.type() + "S";
  }

  @Override
  public @Nullable AttributeValue encode(Object value, Trail trail) {
    List<AttributeValue> each = new ArrayList<>();
    for (Object one : (Set<?>) value) {
      @Nullable AttributeValue kept = element.encode(one, trail);
      if (kept != null) {
        each.add(kept);
      }
    }
    if (each.isEmpty()) {
      return null;
    }
    return switch (element.type()) {
      case "S" -> AttributeValue.fromSs(each.stream().map(AttributeValue::s).toList());
      case "N" -> AttributeValue.fromNs(each.stream().map(AttributeValue::n).toList());
      default -> AttributeValue.fromBs(each.stream().map(AttributeValue::b).toList());
    };
  }

  @Override
  public @Nullable Object decode(AttributeValue kept, Trail trail) {
    if (!kept.type().name().equals(type())) {
      trail.found("is of type " + kept.type() + ", not " + type());
      return null;
    }
    List<AttributeValue> each =
        switch (kept.type()) {
          case SS -> kept.ss().stream().map(AttributeValue::fromS).toList();
          case NS -> kept.ns().stream().map(AttributeValue::fromN).toList();
          default -> kept.bs().stream().map(AttributeValue::fromB).toList();
        };
    Set<Object> values = new LinkedHashSet<>();
    for (AttributeValue one : each) {
      @Nullable Object value = element.decode(one, trail);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableSet(values);
  }
}

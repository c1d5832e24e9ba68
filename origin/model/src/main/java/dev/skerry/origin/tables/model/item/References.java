package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.error.Unreadable;
import dev.skerry.origin.tables.model.schema.Ref;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The components of a record that are references, or collections of them. */
public final class References {
  private final Map<Component, Class<?>> targets;

  private References(Map<Component, Class<?>> targets) {
    this.targets = targets;
  }

  /** The references of a record. */
  public static References of(Document<?> document) {
    Map<Component, Class<?>> targets = new LinkedHashMap<>();
    for (Component each : document.components()) {
      Codec element = each.codec().element() == null ? each.codec() : each.codec().element();
      if (element instanceof RefCodec reference) {
        targets.put(each, reference.target());
      }
    }
    return new References(targets);
  }

  /** Tells of each reference that a record has, with the record it refers to. */
  public void each(Object record, BiConsumer<Class<?>, Ref<?, ?>> told) {
    targets.forEach(
        (component, target) ->
            refs(component.of(record)).forEach(each -> told.accept(target, (Ref<?, ?>) each)));
  }

  private static Collection<?> refs(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> several -> several;
      case Map<?, ?> map -> map.values();
      default -> List.of(value);
    };
  }

  /** The record with other references in place of its own. */
  public <R extends Record> R replace(
      Document<R> document, R record, BiFunction<Class<?>, Ref<?, ?>, Ref<?, ?>> other) {
    Map<String, Object> others = new HashMap<>();
    targets.forEach(
        (component, target) -> {
          @Nullable Object value = component.of(record);
          if (value != null) {
            others.put(component.name(), replaced(value, ref -> other.apply(target, ref)));
          }
        });
    Trail trail = Trail.begin();
    R replaced = document.with(record, others, trail);
    if (!trail.findings().isEmpty()) {
      throw new Unreadable(document.type().getSimpleName(), trail.findings());
    }
    return replaced;
  }

  private static Object replaced(Object value, Function<Ref<?, ?>, Ref<?, ?>> other) {
    return switch (value) {
      case List<?> list -> list.stream().map(each -> other.apply((Ref<?, ?>) each)).toList();
      case Set<?> set ->
          set.stream()
              .map(each -> other.apply((Ref<?, ?>) each))
              .collect(
                  Collectors.collectingAndThen(Collectors.toSet(), Collections::unmodifiableSet));
      case Map<?, ?> map -> {
        Map<Object, Object> replaced = new LinkedHashMap<>();
        map.forEach((key, each) -> replaced.put(key, other.apply((Ref<?, ?>) each)));
        yield Collections.unmodifiableMap(replaced);
      }
      default -> other.apply((Ref<?, ?>) value);
    };
  }
}

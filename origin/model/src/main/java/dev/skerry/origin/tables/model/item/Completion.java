package dev.skerry.origin.tables.model.item;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a record that is written does not have.
 *
 * @param now the time of the write
 */
record Completion(Instant now, Trail trail) {
  /** The values of all components, in their order. */
  @Nullable Object[] values(List<Component> components, Object record) {
    @Nullable Object[] values =
        components.stream().map(each -> completed(each, each.of(record))).toArray();
    for (int i = 0; i < values.length; i++) {
      Component each = components.get(i);
      if (!each.traits().joined().isEmpty()) {
        values[i] = joined(each, components, values);
      }
    }
    return values;
  }

  private @Nullable Object completed(Component component, @Nullable Object given) {
    Component.Traits traits = component.traits();
    return switch (traits.stamp()) {
      case CREATED -> component.isUnset(given) ? component.time(now) : given;
      case UPDATED -> component.time(now);
      case EXPIRES ->
          given == null && traits.after() != null
              ? component.time(now.plus(traits.after()))
              : given;
      case VERSION -> given instanceof Long version ? (Object) (version + 1) : (Object) 1L;
      case NONE -> defaulted(component, given);
    };
  }

  private @Nullable Object defaulted(Component component, @Nullable Object given) {
    @Nullable Supplier<?> fallback = component.fallback();
    if (fallback != null && (given == null || component.traits().always())) {
      return fallback.get();
    }
    return given == null
        ? null
        : component.codec().complete(given, now, trail.at(component.attribute()));
  }

  /** The parts that are there, as texts. */
  private static @Nullable Object joined(
      Component component, List<Component> components, @Nullable Object[] values) {
    String text =
        component.traits().joined().stream()
            .map(
                name -> {
                  int at = components.stream().map(Component::name).toList().indexOf(name);
                  return values[at];
                })
            .filter(Objects::nonNull)
            .map(Objects::toString)
            .collect(Collectors.joining(component.traits().separator()));
    return text.isEmpty() ? null : text;
  }
}

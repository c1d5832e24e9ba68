package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.GlobalIndex;
import dev.skerry.origin.tables.model.schema.LocalIndex;
import dev.skerry.origin.tables.model.schema.Projection;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the indexes that a record declares. */
final class Indexes {
  private static final Set<String> KEY_TYPES = Set.of("S", "N", "B");

  private final Document<?> document;
  private final Trail trail;
  private final List<Index> found = new ArrayList<>();

  private Indexes(Document<?> document, Trail trail) {
    this.document = document;
    this.trail = trail;
  }

  /** All of them; what is wrong with them, the trail says. */
  static List<Index> of(
      Document<?> document, Component partition, @Nullable Component sort, Trail trail) {
    Indexes indexes = new Indexes(document, trail);
    for (RecordComponent each : document.type().getRecordComponents()) {
      Component component = document.component(each.getName()).orElseThrow();
      for (GlobalIndex global : each.getAnnotationsByType(GlobalIndex.class)) {
        indexes.add(component, global);
      }
      @Nullable LocalIndex local = each.getAnnotation(LocalIndex.class);
      if (local != null) {
        if (sort == null) {
          trail.at(each.getName()).found("has a local index, but the table has no sort key");
        }
        indexes.add(component, local, partition);
      }
    }
    indexes.check();
    return List.copyOf(indexes.found);
  }

  private void add(Component component, GlobalIndex from) {
    @Nullable Component sort = from.sort().isEmpty() ? null : named(from.name(), from.sort());
    found.add(
        new Index(
            from.name(),
            true,
            component,
            sort,
            from.projection(),
            included(from.name(), from.projection(), from.include()),
            from.readUnits(),
            from.writeUnits()));
  }

  private void add(Component component, LocalIndex from, Component partition) {
    found.add(
        new Index(
            from.name(),
            false,
            partition,
            component,
            from.projection(),
            included(from.name(), from.projection(), from.include()),
            0,
            0));
  }

  private List<String> included(String index, Projection projection, String[] names) {
    if ((projection == Projection.INCLUDE) != (names.length > 0)) {
      trail.found("the index " + index + " must name components exactly if it says INCLUDE");
    }
    List<String> attributes = new ArrayList<>();
    for (String name : names) {
      @Nullable Component component = named(index, name);
      if (component != null) {
        attributes.add(component.attribute());
      }
    }
    return List.copyOf(attributes);
  }

  private @Nullable Component named(String index, String name) {
    @Nullable Component component = document.component(name).orElse(null);
    if (component == null) {
      trail.found("the index " + index + " names " + name + ", which is no component");
    }
    return component;
  }

  private void check() {
    Set<String> names = new HashSet<>();
    for (Index each : found) {
      if (!names.add(each.name())) {
        trail.found("two indexes have the name " + each.name());
      }
      checkKey(each.partition(), trail);
      if (each.sort() != null) {
        checkKey(each.sort(), trail);
      }
    }
  }

  /** Whether a component may be a key. */
  static void checkKey(Component component, Trail trail) {
    if (!KEY_TYPES.contains(component.codec().type())) {
      trail
          .at(component.name())
          .found("is kept as " + component.codec().type() + ", but a key must be S, N or B");
    }
  }
}

package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.expression.Change.Assigned;
import dev.skerry.origin.tables.model.expression.Change.Assignment;
import dev.skerry.origin.tables.model.item.Codec;
import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Schema;
import dev.skerry.origin.tables.model.item.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an update changes of one item. All that is wrong is found before anything is sent. Belongs
 * to one thread.
 *
 * @param <R> the record that the item is
 */
public final class Changes<R extends Record> {
  private final Schema<R> schema;
  private final Instant now;
  private final List<Change> changes = new ArrayList<>();
  private final Trail trail = Trail.begin();

  /** No changes yet, of an item of this schema at this time. */
  public Changes(Schema<R> schema, Instant now) {
    this.schema = schema;
    this.now = now;
  }

  /** Assigns a value. */
  public void assign(Path path, Object value, boolean onlyIfAbsent) {
    Trail there = alterable(path);
    Object completed = path.codec().complete(value, now, there);
    int before = trail.findings().size();
    @Nullable AttributeValue kept = encode(path, completed, there);
    if (kept != null) {
      Assignment how = onlyIfAbsent ? Assignment.IF_ABSENT : Assignment.ALWAYS;
      changes.add(new Assigned(path, how, kept));
    } else if (trail.findings().size() == before && !onlyIfAbsent) {
      changes.add(new Change.Removed(path)); // an empty set
    }
  }

  /** Puts elements before or after those of a list. */
  public void extend(Path path, List<?> elements, boolean before) {
    @Nullable AttributeValue kept = encode(path, elements, alterable(path));
    if (kept != null) {
      changes.add(new Assigned(path, before ? Assignment.PREPENDED : Assignment.APPENDED, kept));
    }
  }

  /** Assigns what another place has. */
  public void copy(Path path, Path from) {
    Trail _ = alterable(path);
    changes.add(new Change.Copied(path, from));
  }

  /** Removes what is there. */
  public void remove(Path path) {
    Trail there = alterable(path);
    @Nullable Component component = path.component();
    if (component != null && component.required() && !component.codec().type().matches("[SNB]S")) {
      there.found("is required and cannot be removed");
    }
    changes.add(new Change.Removed(path));
  }

  /** Adds a number, or puts elements into a set. */
  public void add(Path path, Object value) {
    combine(path, "ADD", value);
  }

  /** Takes elements out of a set. */
  public void delete(Path path, Object elements) {
    combine(path, "DELETE", elements);
  }

  private void combine(Path path, String clause, Object value) {
    Trail there = alterable(path);
    @Nullable AttributeValue kept = path.codec().encode(value, there); // not what will be there
    if (kept != null) {
      changes.add(new Change.Combined(path, clause, kept));
    }
  }

  private static @Nullable AttributeValue encode(Path path, Object value, Trail there) {
    @Nullable Component component = path.component();
    Codec codec = path.codec();
    return component == null ? codec.encode(value, there) : component.encode(value, there);
  }

  private Trail alterable(Path path) {
    Trail there = trail.at(path.toString());
    if (schema.isKey(path.root())) {
      there.found("is part of the key and cannot be changed");
    }
    for (Component each : schema.document().components()) {
      if (each.traits().joined().contains(path.root().name())) {
        there.found("is part of " + each.attribute() + ": write the whole record");
      }
    }
    return there;
  }

  /** Adds what the library does by itself; for an item that may be new also its defaults. */
  public void complete(boolean mayBeNew) {
    for (Component each : schema.document().components()) {
      boolean touched = changes.stream().anyMatch(change -> change.path().root().equals(each));
      if (!touched && !schema.isKey(each)) {
        stamp(each, mayBeNew);
      }
    }
  }

  private void stamp(Component component, boolean mayBeNew) {
    Component.Traits traits = component.traits();
    switch (traits.stamp()) {
      case UPDATED -> set(component, component.time(now), Assignment.ALWAYS);
      case VERSION ->
          changes.add(new Change.Combined(at(component), "ADD", AttributeValue.fromN("1")));
      case CREATED -> {
        if (mayBeNew) {
          set(component, component.time(now), Assignment.IF_ABSENT);
        }
      }
      case EXPIRES -> {
        if (mayBeNew && traits.after() != null) {
          set(component, component.time(now.plus(traits.after())), Assignment.IF_ABSENT);
        }
      }
      case NONE -> fallBack(component, mayBeNew);
    }
  }

  private void fallBack(Component component, boolean mayBeNew) {
    if (component.fallback() != null && (mayBeNew || component.traits().always())) {
      set(
          component,
          Objects.requireNonNull(component.fallback().get(), "a default"),
          component.traits().always() ? Assignment.ALWAYS : Assignment.IF_ABSENT);
    } else if (mayBeNew && component.required() && !component.codec().type().matches("[SNB]S")) {
      trail.at(component.attribute()).found("is required where the item may be new");
    }
  }

  private void set(Component component, Object value, Assignment how) {
    @Nullable AttributeValue kept = component.encode(value, trail.at(component.attribute()));
    if (kept != null) {
      changes.add(new Assigned(at(component), how, kept));
    }
  }

  private Path at(Component component) {
    return new Path(
        schema.document().type().getSimpleName(),
        component,
        List.of(new Path.Step.Name(component.attribute())),
        component.codec(),
        component);
  }

  /**
   * The update expression; null if nothing changes.
   *
   * @throws dev.skerry.origin.tables.model.error.ValidationFailed with all that is wrong
   */
  public @Nullable String render(Placeholders places) {
    schema.refuse(trail);
    Map<String, List<Change>> clauses =
        changes.stream()
            .collect(
                Collectors.groupingBy(Change::clause, LinkedHashMap::new, Collectors.toList()));
    List<String> rendered = new ArrayList<>();
    clauses.forEach(
        (clause, all) ->
            rendered.add(
                all.stream()
                    .map(change -> change.render(places))
                    .collect(Collectors.joining(", ", clause + " ", ""))));
    return rendered.isEmpty() ? null : String.join(" ", rendered);
  }
}

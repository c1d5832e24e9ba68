package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.error.SchemaInvalid;
import dev.skerry.origin.tables.model.schema.Rule;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record as attributes: of a whole item, or of a map within one. Made once for each record; used
 * by any thread.
 *
 * @param <R> the record
 */
public final class Document<R extends Record> {
  private static final ClassValue<Document<?>> ALL =
      new ClassValue<>() {
        @Override
        protected Document<?> computeValue(Class<?> type) {
          return read(type.asSubclass(Record.class));
        }
      };

  private final Class<R> type;
  private final Constructor<R> constructor;
  private final List<Component> components;
  private final List<Rule<Object>> rules;

  private Document(
      Class<R> type,
      Constructor<R> constructor,
      List<Component> components,
      List<Rule<Object>> rules) {
    this.type = type;
    this.constructor = constructor;
    this.components = List.copyOf(components);
    this.rules = List.copyOf(rules);
  }

  /**
   * The document of a record.
   *
   * @throws SchemaInvalid if the record is declared so that it cannot be one
   */
  @SuppressWarnings("unchecked") // the cache holds for each type its own
  public static <R extends Record> Document<R> of(Class<R> type) {
    return (Document<R>) ALL.get(type);
  }

  private static <R extends Record> Document<R> read(Class<R> type) {
    Trail trail = Trail.begin();
    List<Component> components = new ArrayList<>();
    RecordComponent[] declared = type.getRecordComponents();
    for (RecordComponent each : declared) {
      Trail there = Trail.begin();
      @Nullable Component component = Components.read(each, there);
      there.findings().forEach(finding -> trail.at(each.getName()).found(finding.problem()));
      if (component != null) {
        components.add(component);
      }
    }
    for (Component each : components) {
      for (String part : each.traits().joined()) {
        if (Arrays.stream(declared).noneMatch(other -> other.getName().equals(part))) {
          trail.at(each.name()).found("is joined of " + part + ", which is no component");
        }
      }
    }
    List<Rule<Object>> rules = Rules.validators(type, trail);
    if (!trail.findings().isEmpty()) {
      throw new SchemaInvalid(type.getName(), trail.findings());
    }
    try {
      Class<?>[] types =
          Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Document<>(type, constructor, components, rules);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a canonical constructor: " + type, e);
    }
  }

  /** The record. */
  public Class<R> type() {
    return type;
  }

  /** The components, in their order. */
  public List<Component> components() {
    return components;
  }

  /** The component of a name in the record. */
  public Optional<Component> component(String name) {
    return components.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /**
   * The record with its defaults and stamps.
   *
   * @param now the time of the write
   */
  public R complete(R record, Instant now, Trail trail) {
    Completion completion = new Completion(now, trail);
    @Nullable R completed = make(completion.values(components, record), trail);
    return completed == null ? record : completed;
  }

  /** The attributes of a complete record; what is wrong with it, the trail says. */
  public Map<String, AttributeValue> encode(R record, Trail trail) {
    int before = trail.findings().size();
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    for (Component each : components) {
      @Nullable Object value = each.of(record);
      Trail there = trail.at(each.attribute());
      if (value == null) {
        if (each.required()) {
          there.found("is required");
        }
        continue;
      }
      @Nullable AttributeValue kept = each.encode(value, there);
      if (kept != null) {
        item.put(each.attribute(), kept);
      }
    }
    if (trail.findings().size() == before) {
      for (Rule<Object> rule : rules) {
        @Nullable String problem = Component.problem(rule, record);
        if (problem != null) {
          trail.found(problem);
        }
      }
    }
    return item;
  }

  /** The record of attributes; null if they are wrong, which the trail says then. */
  public @Nullable R decode(Map<String, AttributeValue> item, Trail trail) {
    int before = trail.findings().size();
    @Nullable Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component each = components.get(i);
      Trail there = trail.at(each.attribute());
      @Nullable AttributeValue kept = item.get(each.attribute());
      values[i] =
          kept == null || Boolean.TRUE.equals(kept.nul())
              ? each.absent(there)
              : each.codec().decode(kept, there);
      if (values[i] == null && each.accessor().getReturnType().isPrimitive()) {
        values[i] = zero(each, there);
      }
    }
    return trail.findings().size() > before ? null : make(values, trail);
  }

  /** A stamp that is not there is zero; another primitive has no such value. */
  private static @Nullable Object zero(Component component, Trail trail) {
    if (component.traits().stamp() != Stamp.NONE) {
      return 0L;
    }
    if (!component.required()) {
      trail.found("is missing");
    }
    return null;
  }

  private @Nullable R make(@Nullable Object[] values, Trail trail) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      trail.found("is refused by the record: " + Instances.cause(e));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      trail.found("cannot be made: " + e);
    }
    return null;
  }

  /** The same record with other values for some components, by their names. */
  public R with(R record, Map<String, Object> others, Trail trail) {
    @Nullable Object[] values =
        components.stream()
            .map(each -> others.getOrDefault(each.name(), each.of(record)))
            .toArray();
    @Nullable R made = make(values, trail);
    return made == null ? record : made;
  }
}

package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.error.SchemaInvalid;
import dev.skerry.origin.tables.model.error.Unreadable;
import dev.skerry.origin.tables.model.error.ValidationFailed;
import dev.skerry.origin.tables.model.schema.Key;
import dev.skerry.origin.tables.model.schema.PartitionKey;
import dev.skerry.origin.tables.model.schema.SortKey;
import dev.skerry.origin.tables.model.schema.Table;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record as the items of a table: attributes, keys and indexes. Used by any thread.
 *
 * @param <R> the record
 */
public final class Schema<R extends Record> {
  private final Document<R> document;
  private final Component partition;
  private final @Nullable Component sort;
  private final List<Index> indexes;

  private Schema(
      Document<R> document, Component partition, @Nullable Component sort, List<Index> indexes) {
    this.document = document;
    this.partition = partition;
    this.sort = sort;
    this.indexes = indexes;
  }

  /**
   * Reads a record's declaration.
   *
   * @throws SchemaInvalid with all that is wrong with it
   */
  public static <R extends Record> Schema<R> of(Class<R> type) {
    Document<R> document = Document.of(type);
    Trail trail = Trail.begin();
    @Nullable Component partition = key(document, PartitionKey.class, trail);
    @Nullable Component sort = key(document, SortKey.class, trail);
    if (partition == null) {
      trail.found("no component is the @PartitionKey");
      throw new SchemaInvalid(type.getName(), trail.findings());
    }
    List<Index> indexes = Indexes.of(document, partition, sort, trail);
    Nested.check(document, trail);
    if (!trail.findings().isEmpty()) {
      throw new SchemaInvalid(type.getName(), trail.findings());
    }
    return new Schema<>(document, partition, sort, indexes);
  }

  private static @Nullable Component key(
      Document<?> document, Class<? extends Annotation> role, Trail trail) {
    List<Component> found =
        Arrays.stream(document.type().getRecordComponents())
            .filter(each -> each.isAnnotationPresent(role))
            .map(RecordComponent::getName)
            .map(name -> document.component(name).orElseThrow())
            .toList();
    if (found.size() > 1) {
      trail.found("more than one component is the @" + role.getSimpleName());
    }
    found.forEach(each -> Indexes.checkKey(each, trail));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The record's attributes. */
  public Document<R> document() {
    return document;
  }

  /** The partition key. */
  public Component partition() {
    return partition;
  }

  /** The sort key, where the table has one. */
  public Optional<Component> sort() {
    return Optional.ofNullable(sort);
  }

  /** The indexes, in the order of their components. */
  public List<Index> indexes() {
    return indexes;
  }

  /** What the record says of its table, where it says something. */
  public Optional<Table> table() {
    return Optional.ofNullable(document.type().getAnnotation(Table.class));
  }

  /** Whether a component is part of the table's key. */
  public boolean isKey(Component component) {
    return component.equals(partition) || Objects.equals(component, sort);
  }

  /** The component that the library sets to this, where there is one. */
  public Optional<Component> stamped(Stamp stamp) {
    return document.components().stream()
        .filter(each -> each.traits().stamp() == stamp)
        .findFirst();
  }

  /**
   * The item that a record is written as, with defaults and stamps.
   *
   * @throws ValidationFailed with all that is wrong with it
   */
  public Map<String, AttributeValue> item(R record, Instant now) {
    Trail trail = Trail.begin();
    R completed = document.complete(record, now, trail);
    Map<String, AttributeValue> item = document.encode(completed, trail);
    refuse(trail);
    return item;
  }

  /**
   * The record of an item.
   *
   * @throws Unreadable with all that is wrong with it
   */
  public R record(Map<String, AttributeValue> item, String table) {
    Trail trail = Trail.begin();
    @Nullable R record = document.decode(item, trail);
    if (record == null || !trail.findings().isEmpty()) {
      throw new Unreadable(table, trail.findings());
    }
    return record;
  }

  /**
   * The attributes of a key: of a {@link Key} where the table has a sort key, or of one value.
   *
   * @throws ValidationFailed if it cannot be a key
   */
  public Map<String, AttributeValue> key(Object key) {
    Trail trail = Trail.begin();
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    if (key instanceof Key<?, ?>(Object first, Object second) && sort != null) {
      put(item, partition, first, trail);
      put(item, sort, second, trail);
    } else {
      put(item, partition, key, trail);
    }
    refuse(trail);
    return item;
  }

  private static void put(
      Map<String, AttributeValue> item, Component component, Object value, Trail trail) {
    Trail there = trail.at(component.attribute());
    Class<?> type = Codecs.boxed(component.accessor().getReturnType());
    if (!type.isInstance(value)) {
      there.found("must be a " + type.getSimpleName() + ", is " + value);
      return;
    }
    @Nullable AttributeValue kept = component.encode(value, there);
    if (kept != null) {
      item.put(component.attribute(), kept);
    }
  }

  /** The key among the attributes of an item, as {@link #key} takes it. */
  public Object keyOf(Map<String, AttributeValue> item) {
    Object first = decoded(partition, item);
    return sort == null ? first : Key.of(first, decoded(sort, item));
  }

  private Object decoded(Component component, Map<String, AttributeValue> item) {
    Trail trail = Trail.begin();
    @Nullable AttributeValue kept = item.get(component.attribute());
    @Nullable Object value =
        kept == null ? null : component.codec().decode(kept, trail.at(component.attribute()));
    if (value == null) {
      throw new Unreadable(document.type().getSimpleName(), trail.findings());
    }
    return value;
  }

  /** The attributes of an item that are its key. */
  public Map<String, AttributeValue> keyAttributes(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    key.put(partition.attribute(), Objects.requireNonNull(item.get(partition.attribute())));
    if (sort != null) {
      key.put(sort.attribute(), Objects.requireNonNull(item.get(sort.attribute())));
    }
    return key;
  }

  /**
   * Refuses what was found.
   *
   * @throws ValidationFailed if something was
   */
  public void refuse(Trail trail) {
    if (!trail.findings().isEmpty()) {
      throw new ValidationFailed(document.type().getSimpleName(), trail.findings());
    }
  }
}

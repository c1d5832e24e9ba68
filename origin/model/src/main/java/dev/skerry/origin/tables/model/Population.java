package dev.skerry.origin.tables.model;

import dev.skerry.origin.tables.model.item.Document;
import dev.skerry.origin.tables.model.item.References;
import dev.skerry.origin.tables.model.schema.Ref;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts items into the references of records: all that are referred to, of each model, with as few
 * batches as can be. The models are those that the program made. Any thread.
 */
final class Population {
  private final Map<Class<?>, Model<?, ?>> models = new ConcurrentHashMap<>();

  void add(Class<?> type, Model<?, ?> model) {
    models.put(type, model);
  }

  /** The records with the items of their references, in lists, sets and maps too, not further. */
  <R extends Record> List<R> fill(Document<R> document, List<R> records) {
    References references = References.of(document);
    Map<Class<?>, Set<Object>> wanted = new LinkedHashMap<>();
    for (R record : records) {
      references.each(
          record,
          (target, ref) ->
              wanted.computeIfAbsent(target, _ -> new LinkedHashSet<>()).add(ref.key()));
    }
    Map<Class<?>, Map<Object, Object>> found = new HashMap<>();
    wanted.forEach((target, keys) -> found.put(target, model(target).byKey(keys)));
    return records.stream()
        .map(
            record ->
                references.replace(document, record, (target, ref) -> with(ref, found.get(target))))
        .toList();
  }

  private Model<?, ?> model(Class<?> target) {
    @Nullable Model<?, ?> model = models.get(target);
    if (model == null) {
      throw new IllegalStateException(
          "a reference to " + target.getName() + " is populated, but no model was made of it");
    }
    return model;
  }

  @SuppressWarnings("unchecked") // the item was found under the reference's key, in its own model
  private static Ref<?, ?> with(Ref<?, ?> ref, @Nullable Map<Object, Object> items) {
    @Nullable Object item = items == null ? null : items.get(ref.key());
    return item == null ? ref : ((Ref<Object, ?>) ref).with(item);
  }
}

package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.Nesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The making of one item out of another by an update. */
final class ItemEdit {
  private final Item item;
  private final boolean existed;
  private final boolean legacy;

  /** What is to be at the ends of paths: a value, or nothing. */
  private final PathTree<Optional<AttributeValue>> changes = new PathTree<>();

  ItemEdit(Item item, boolean existed, boolean legacy) {
    this.item = item;
    this.existed = existed;
    this.legacy = legacy;
  }

  /** The item after these actions. */
  Item apply(List<UpdateAction> actions) {
    // All that is set is worked out first: a missing operand is told before a path that leads
    // nowhere.
    List<@Nullable AttributeValue> given = new ArrayList<>(actions.size());
    for (UpdateAction action : actions) {
      given.add(action instanceof UpdateAction.Set set ? set.value().in(item) : null);
    }
    for (int i = 0; i < actions.size(); i++) {
      UpdateAction action = actions.get(i);
      if (isReachable(action)) {
        changes.add(action.path(), Optional.ofNullable(result(action, given.get(i))));
      }
    }
    Item edited = new Item(entries(item.attributes(), changes));
    for (UpdateAction action : actions) {
      AttributeValue value = edited.get(action.path().head());
      if (value != null && action.path().isNested() && action.gives()) {
        Nesting.check(value);
      }
    }
    return edited;
  }

  /**
   * Whether the path's last step can be taken; where an item is not there, nothing is taken away.
   */
  private boolean isReachable(UpdateAction action) {
    DocumentPath path = action.path();
    if (!path.isNested()) {
      return true;
    }
    if (!existed && !action.gives()) {
      return false;
    }
    PathElement last = path.rest().getLast();
    DocumentPath above =
        new DocumentPath(path.head(), path.rest().subList(0, path.rest().size() - 1));
    AttributeType needed = last instanceof PathElement.Name ? AttributeType.M : AttributeType.L;
    AttributeValue parent = above.in(item);
    if (parent == null || parent.type() != needed) {
      throw TableException.validation(
          "The document path provided in the update expression is invalid for update");
    }
    return true;
  }

  private @Nullable AttributeValue result(UpdateAction action, @Nullable AttributeValue given) {
    AttributeValue existing = action.path().in(item);
    return switch (action) {
      case UpdateAction.Set set -> given;
      case UpdateAction.Remove remove -> null;
      case UpdateAction.Add(DocumentPath path, AttributeValue value) ->
          existing == null ? value : Addition.plus(sameType(existing, value), value);
      case UpdateAction.Delete(DocumentPath path, AttributeValue value) ->
          existing == null ? null : Addition.minus(sameType(existing, value), value);
    };
  }

  private AttributeValue sameType(AttributeValue existing, AttributeValue value) {
    if (existing.type() != value.type()) {
      throw legacy
          ? TableException.validation("Type mismatch for attribute to update")
          : SetValue.wrongType();
    }
    return existing;
  }

  private static Map<String, AttributeValue> entries(
      Map<String, AttributeValue> entries, PathTree<Optional<AttributeValue>> changes) {
    Map<String, AttributeValue> changed = new LinkedHashMap<>(entries);
    changes
        .names()
        .forEach(
            (name, below) -> {
              AttributeValue value = changed(entries.get(name), below);
              if (value == null) {
                changed.remove(name);
              } else {
                changed.put(name, value);
              }
            });
    return changed;
  }

  private static @Nullable AttributeValue changed(
      @Nullable AttributeValue value, PathTree<Optional<AttributeValue>> changes) {
    Optional<AttributeValue> content = changes.content();
    if (content != null) {
      return content.orElse(null);
    }
    return switch (value) {
      case AttributeValue.M map -> new AttributeValue.M(entries(map.entries(), changes));
      case AttributeValue.L list -> new AttributeValue.L(elements(list.elements(), changes));
      case null, default -> value;
    };
  }

  private static List<AttributeValue> elements(
      List<AttributeValue> elements, PathTree<Optional<AttributeValue>> changes) {
    List<AttributeValue> changed = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      PathTree<Optional<AttributeValue>> below = changes.indexes().get(i);
      AttributeValue value = below == null ? elements.get(i) : changed(elements.get(i), below);
      if (value != null) {
        changed.add(value);
      }
    }
    changes
        .indexes()
        .tailMap(elements.size())
        .values()
        .forEach(
            below -> {
              AttributeValue value = changed(null, below);
              if (value != null) {
                changed.add(value);
              }
            });
    return changed;
  }
}

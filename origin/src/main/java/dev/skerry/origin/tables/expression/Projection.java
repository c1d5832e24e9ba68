package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeNames;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of items are wanted. What is at the paths comes with what is around it and nothing
 * else; elements of a list come in its order, close together.
 */
public final class Projection {
  private final List<DocumentPath> paths;
  private final PathTree<DocumentPath> tree;

  private Projection(List<DocumentPath> paths, PathTree<DocumentPath> tree) {
    this.paths = paths;
    this.tree = tree;
  }

  /** The projection on these paths, which do not clash. */
  static Projection of(List<DocumentPath> paths) {
    PathTree<DocumentPath> tree = new PathTree<>();
    for (DocumentPath path : paths) {
      PathTree.Clash clash = tree.add(path, path);
      if (clash != null) {
        throw new IllegalArgumentException(clash.text());
      }
    }
    return new Projection(List.copyOf(paths), tree);
  }

  /**
   * The projection on whole attributes, as {@code AttributesToGet} has them.
   *
   * @throws TableException of validation, when one is there twice
   */
  public static Projection ofAttributes(List<String> names) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String name : names) {
      AttributeNames.check(name);
      if (!distinct.add(name)) {
        throw TableException.validation(
            "One or more parameter values were invalid: Duplicate value in attribute name: "
                + name);
      }
    }
    return of(distinct.stream().map(DocumentPath::of).toList());
  }

  /** The paths, in the order of the request. */
  public List<DocumentPath> paths() {
    return paths;
  }

  /** What an item has of it; attributes that have nothing of it are not there. */
  public Item of(Item item) {
    return project(item, tree);
  }

  /** What an item has at the paths of a tree. */
  static Item project(Item item, PathTree<?> tree) {
    return new Item(entries(item.attributes(), tree));
  }

  private static Map<String, AttributeValue> entries(
      Map<String, AttributeValue> entries, PathTree<?> tree) {
    Map<String, AttributeValue> kept = new LinkedHashMap<>();
    tree.names()
        .forEach(
            (name, below) -> {
              AttributeValue value = part(entries.get(name), below);
              if (value != null) {
                kept.put(name, value);
              }
            });
    return kept;
  }

  private static @Nullable AttributeValue part(@Nullable AttributeValue value, PathTree<?> tree) {
    if (value == null || tree.content() != null) {
      return value;
    }
    return switch (value) {
      case AttributeValue.M map -> {
        Map<String, AttributeValue> kept = entries(map.entries(), tree);
        yield kept.isEmpty() ? null : new AttributeValue.M(kept);
      }
      case AttributeValue.L list -> {
        List<AttributeValue> kept = elements(list.elements(), tree);
        yield kept.isEmpty() ? null : new AttributeValue.L(kept);
      }
      default -> null;
    };
  }

  private static List<AttributeValue> elements(List<AttributeValue> elements, PathTree<?> tree) {
    List<AttributeValue> kept = new ArrayList<>();
    tree.indexes()
        .headMap(elements.size())
        .forEach(
            (index, below) -> {
              AttributeValue value = part(elements.get(index), below);
              if (value != null) {
                kept.add(value);
              }
            });
    return kept;
  }
}

package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.DocumentPath;
import dev.skerry.origin.tables.expression.PathElement;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wanted of items, each under the last name of its path and what is behind that: of {@code
 * a.b[0]} it is {@code b[0]}. Immutable.
 */
public final class Columns {
  private final Map<String, DocumentPath> paths = new LinkedHashMap<>();

  /**
   * The columns of these paths.
   *
   * @throws TableException of validation, when two have one name
   */
  Columns(List<DocumentPath> listed) {
    for (DocumentPath path : listed) {
      String name = name(path);
      if (paths.putIfAbsent(name, path) != null) {
        throw TableException.validation("Duplicate identifiers in select clause: " + name);
      }
    }
  }

  private static String name(DocumentPath path) {
    StringBuilder name = new StringBuilder(path.head());
    for (PathElement element : path.rest()) {
      if (element instanceof PathElement.Name) {
        name.setLength(0);
      }
      name.append(element);
    }
    return name.toString();
  }

  /** The attributes to which the paths lead, as often as they do. */
  public List<String> heads() {
    return paths.values().stream().map(DocumentPath::head).toList();
  }

  /** What an item has of them. */
  public Item of(Item item) {
    Map<String, AttributeValue> found = new LinkedHashMap<>();
    paths.forEach(
        (name, path) -> {
          AttributeValue value = path.in(item);
          if (value != null) {
            found.put(name, value);
          }
        });
    return new Item(found);
  }
}

package dev.skerry.origin.tables.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Document paths put together where they begin alike, each with something at its end.
 *
 * <p>No path in it is another or leads into another, and none goes into a map where another goes
 * into a list.
 *
 * @param <T> what is at the ends
 */
final class PathTree<T> {
  /** By attribute or entry name, in the order in which they came. */
  private final Map<String, PathTree<T>> names = new LinkedHashMap<>();

  /** By place in a list. */
  private final SortedMap<Integer, PathTree<T>> indexes = new TreeMap<>();

  /** The path that first went on from here with a name, and the one with an index. */
  private @Nullable DocumentPath firstName;

  private @Nullable DocumentPath firstIndex;

  private @Nullable DocumentPath end;
  private @Nullable T content;

  /** Why a path cannot be in a tree with another. */
  record Clash(boolean overlap, DocumentPath one, DocumentPath two) {
    /** The text of the service. */
    String text() {
      return "Two document paths "
          + (overlap ? "overlap" : "conflict")
          + " with each other; must remove or rewrite one of these paths; path one: "
          + one
          + ", path two: "
          + two;
    }
  }

  /** Adds a path, in time linear in its length; not, and with the reason, where it clashes. */
  @Nullable Clash add(DocumentPath path, T content) {
    PathTree<T> node = names.computeIfAbsent(path.head(), name -> new PathTree<>());
    for (PathElement element : path.rest()) {
      if (node.end != null) {
        return new Clash(true, node.end, path);
      }
      DocumentPath other = element instanceof PathElement.Name ? node.firstIndex : node.firstName;
      if (other != null) {
        return new Clash(false, other, path);
      }
      node = node.child(element, path);
    }
    DocumentPath through =
        node.end != null ? node.end : node.firstName != null ? node.firstName : node.firstIndex;
    if (through != null) {
      return new Clash(true, through, path);
    }
    node.end = path;
    node.content = content;
    return null;
  }

  private PathTree<T> child(PathElement element, DocumentPath path) {
    return switch (element) {
      case PathElement.Name(String name) -> {
        firstName = firstName == null ? path : firstName;
        yield names.computeIfAbsent(name, absent -> new PathTree<>());
      }
      case PathElement.Index(int index) -> {
        firstIndex = firstIndex == null ? path : firstIndex;
        yield indexes.computeIfAbsent(index, absent -> new PathTree<>());
      }
    };
  }

  /** What is at this end of a path, or null where paths go on. */
  @Nullable T content() {
    return content;
  }

  /** Where paths go on into a map. */
  Map<String, PathTree<T>> names() {
    return names;
  }

  /** Where paths go on into a list, in its order. */
  SortedMap<Integer, PathTree<T>> indexes() {
    return indexes;
  }
}

package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to an attribute or to a value within one.
 *
 * @param head the name of the attribute
 * @param rest the steps from there on, at most 31
 */
public record DocumentPath(String head, List<PathElement> rest) {
  /** The most steps that a path may have, its head among them. */
  public static final int MAX_ELEMENTS = 32;

  public DocumentPath {
    rest = List.copyOf(rest);
  }

  /** The path of an attribute itself. */
  public static DocumentPath of(String attribute) {
    return new DocumentPath(attribute, List.of());
  }

  /** Whether the path goes into an attribute. */
  public boolean isNested() {
    return !rest.isEmpty();
  }

  /** What is at the path, or null. */
  public @Nullable AttributeValue in(Item item) {
    AttributeValue value = item.get(head);
    for (PathElement element : rest) {
      value = step(value, element);
    }
    return value;
  }

  /** What is one step into a value, or null. */
  static @Nullable AttributeValue step(@Nullable AttributeValue value, PathElement element) {
    return switch (element) {
      case PathElement.Name(String name) ->
          value instanceof AttributeValue.M map ? map.entries().get(name) : null;
      case PathElement.Index(int index) ->
          value instanceof AttributeValue.L list && index < list.elements().size()
              ? list.elements().get(index)
              : null;
    };
  }

  /** The steps as texts have them: {@code [a, b, [1]]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[").append(head);
    rest.forEach(element -> text.append(", ").append(element));
    return text.append(']').toString();
  }
}

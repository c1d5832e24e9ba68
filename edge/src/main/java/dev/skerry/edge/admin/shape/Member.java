package dev.skerry.edge.admin.shape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of a {@link Shape.Structure}.
 *
 * @param name in snake case
 * @param nullable whether it may be null, and missing where content is read
 * @param description empty for none
 */
public record Member(String name, Shape shape, boolean nullable, String description) {
  /** Whether it may be missing where content is read. */
  public boolean mayBeMissing() {
    return nullable || ifMissing() != null;
  }

  /** What a missing one is; null for null, or where it must not be missing. */
  @Nullable Object ifMissing() {
    if (nullable) {
      return null;
    }
    return switch (shape) {
      case Shape.Flag _ -> false;
      case Shape.Listing _ -> List.of();
      case Shape.Mapping _ -> Map.of();
      default -> null;
    };
  }
}

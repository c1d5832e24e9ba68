package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.util.Collection;
import java.util.List;

/** How deep values may be in one another. */
public final class Nesting {
  /** The most levels of an attribute's value; a value with no others in it has one. */
  public static final int MAX_LEVELS = 32;

  static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  private Nesting() {}

  /**
   * Checks a value that was put together of others.
   *
   * @throws TableException of validation, when it has too many levels
   */
  public static void check(AttributeValue value) {
    if (isDeeper(value, MAX_LEVELS)) {
      throw TableException.validation(TOO_DEEP);
    }
  }

  private static boolean isDeeper(AttributeValue value, int levels) {
    if (levels == 0) {
      return true;
    }
    Collection<AttributeValue> within =
        switch (value) {
          case AttributeValue.L list -> list.elements();
          case AttributeValue.M map -> map.entries().values();
          default -> List.of();
        };
    for (AttributeValue each : within) {
      if (isDeeper(each, levels - 1)) {
        return true;
      }
    }
    return false;
  }
}

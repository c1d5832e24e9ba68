package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;

/** What the name of an attribute, or of an entry of a map, must be. */
public final class AttributeNames {
  /** The most that a name may have, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_535;

  static final String TOO_LARGE =
      "1 validation error detected: "
          + "Attribute name is too large, must be less than 65536 bytes";

  static final String EMPTY = "Empty attribute name";

  private AttributeNames() {}

  /**
   * Checks a name.
   *
   * @throws TableException of validation, when it is empty or too large
   */
  public static void check(String name) {
    if (name.isEmpty()) {
      throw TableException.validation(EMPTY);
    }
    if (isTooLarge(name)) {
      throw TableException.validation(TOO_LARGE);
    }
  }

  static boolean isTooLarge(String name) {
    return name.length() > MAX_BYTES / 3 && ItemSize.utf8Length(name) > MAX_BYTES;
  }
}

package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;

/** What a value must be to be a key of a table: not empty and not too long. */
public final class KeyRules {
  /** The most that a partition key may have, in bytes. */
  public static final int MAX_PARTITION_BYTES = 2048;

  /** The most that a sort key may have, in bytes. */
  public static final int MAX_SORT_BYTES = 1024;

  /** What a key attribute is for. */
  public enum Role {
    PARTITION,
    SORT
  }

  private KeyRules() {}

  /**
   * Checks the value of a key attribute whose type is the schema's.
   *
   * @throws TableException of validation, when it is empty or too long
   */
  public static void check(String name, AttributeValue value, Role role) {
    long bytes = ItemSize.of(value);
    if (bytes == 0) {
      String type = value.type() == AttributeType.B ? "binary" : "string";
      throw TableException.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + type
              + " value. Key: "
              + name);
    }
    if (role == Role.PARTITION && bytes > MAX_PARTITION_BYTES) {
      throw TableException.validation(
          "One or more parameter values were invalid: "
              + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (role == Role.SORT && bytes > MAX_SORT_BYTES) {
      throw TableException.validation(
          "One or more parameter values were invalid: "
              + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }
}

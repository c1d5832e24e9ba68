package dev.skerry.origin.tables.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * How many bytes values and items count for, as limits and capacity are reckoned; not what they
 * take in memory or storage.
 *
 * <p>Source: "DynamoDB item sizes and formats".
 */
public final class ItemSize {
  /** The most that an item may count for, in bytes. */
  public static final int MAX_BYTES = 400 * 1024;

  /** What a list or a map counts for besides its content, in bytes. */
  private static final long CONTAINER_BYTES = 3;

  private static final int SHORT_CHARS = 32;

  private ItemSize() {}

  /** What an item counts for, in bytes: the UTF-8 names and the values. */
  public static long of(Item item) {
    return item.size();
  }

  /** What a value counts for, in bytes. */
  public static long of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S(String text) -> utf8Length(text);
      case AttributeValue.N(ExactNumber number) -> of(number);
      case AttributeValue.B(Bytes bytes) -> bytes.length();
      case AttributeValue.Bool bool -> 1;
      case AttributeValue.Null nothing -> 1;
      case AttributeValue.SS set -> set.members().stream().mapToLong(ItemSize::utf8Length).sum();
      case AttributeValue.NS set -> set.members().stream().mapToLong(ItemSize::of).sum();
      case AttributeValue.BS set -> set.members().stream().mapToLong(Bytes::length).sum();
      case AttributeValue.L list -> {
        long size = CONTAINER_BYTES + list.elements().size();
        for (AttributeValue element : list.elements()) {
          size += of(element);
        }
        yield size;
      }
      case AttributeValue.M map ->
          CONTAINER_BYTES + map.entries().size() + ofEntries(map.entries());
    };
  }

  static long ofEntries(Map<String, AttributeValue> entries) {
    long size = 0;
    for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
      size += utf8Length(entry.getKey()) + of(entry.getValue());
    }
    return size;
  }

  /**
   * What a number counts for, in bytes: one, one for each pair of digits as they fall left and
   * right of the decimal point, and one for a minus.
   */
  static long of(ExactNumber number) {
    if (number.sign() == 0) {
      return 1;
    }
    int digits = number.digitCount();
    int split = digits % 2 == 0 && number.firstExponent() % 2 == 0 ? 1 : 0;
    return 1L + (digits + 1) / 2 + split + (number.sign() < 0 ? 1 : 0);
  }

  /** How many octets a string has in UTF-8. */
  public static long utf8Length(String text) {
    return isShortAscii(text) ? text.length() : text.getBytes(UTF_8).length;
  }

  /** Whether it is like most names: looking at each letter costs less there than making octets. */
  private static boolean isShortAscii(String text) {
    if (text.length() > SHORT_CHARS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}

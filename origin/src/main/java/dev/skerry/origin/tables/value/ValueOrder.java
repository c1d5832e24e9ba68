package dev.skerry.origin.tables.value;

import java.util.OptionalInt;

/**
 * The order of strings, numbers and binary values: strings by their UTF-8 octets, numbers by
 * amount, binary values by their octets without sign.
 */
public final class ValueOrder {
  private ValueOrder() {}

  /** How one value stands to another; empty when their types differ or have no order. */
  public static OptionalInt compare(AttributeValue left, AttributeValue right) {
    return switch (left) {
      case AttributeValue.S(String value) when right instanceof AttributeValue.S(String other) ->
          OptionalInt.of(compareStrings(value, other));
      case AttributeValue.N(ExactNumber value)
          when right instanceof AttributeValue.N(ExactNumber other) ->
          OptionalInt.of(value.compareTo(other));
      case AttributeValue.B(Bytes value) when right instanceof AttributeValue.B(Bytes other) ->
          OptionalInt.of(value.compareTo(other));
      default -> OptionalInt.empty();
    };
  }

  /** The order of the UTF-8 octets of two strings, without encoding them. */
  static int compareStrings(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Puts surrogates, which stand for code points above all others, above all other chars. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}

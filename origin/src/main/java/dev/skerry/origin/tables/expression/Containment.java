package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Bytes;
import org.jspecify.annotations.Nullable;

/** When one value begins with, or contains, another. */
final class Containment {
  private Containment() {}

  /** Whether a string or binary value begins with another of its type. */
  static boolean beginsWith(@Nullable AttributeValue whole, @Nullable AttributeValue start) {
    return switch (whole) {
      case AttributeValue.S(String text) ->
          start instanceof AttributeValue.S(String prefix) && text.startsWith(prefix);
      case AttributeValue.B(Bytes bytes) ->
          start instanceof AttributeValue.B(Bytes prefix) && bytes.startsWith(prefix);
      case null, default -> false;
    };
  }

  /**
   * Whether a string or binary value has another as its part, a set a value as its member, or a
   * list a value of any type as its element.
   */
  static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
    return switch (whole) {
      case AttributeValue.S(String text) ->
          part instanceof AttributeValue.S(String piece) && text.contains(piece);
      case AttributeValue.B(Bytes bytes) ->
          part instanceof AttributeValue.B(Bytes piece) && bytes.contains(piece);
      case AttributeValue.SS set ->
          part instanceof AttributeValue.S(String member) && set.members().contains(member);
      case AttributeValue.NS set ->
          part instanceof AttributeValue.N member && set.members().contains(member.value());
      case AttributeValue.BS set ->
          part instanceof AttributeValue.B member && set.members().contains(member.value());
      case AttributeValue.L list -> part != null && list.elements().contains(part);
      case null, default -> false;
    };
  }
}

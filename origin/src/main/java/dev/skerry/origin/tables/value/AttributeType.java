package dev.skerry.origin.tables.value;

import org.jspecify.annotations.Nullable;

/**
 * One of the ten types of an attribute value; the names of the constants are the members on the
 * wire.
 *
 * <p>The order is the one in which the service looks at the members of a value.
 */
public enum AttributeType {
  S("STRING"),
  B("BINARY"),
  N("NUMBER"),
  BOOL("BOOL"),
  NULL("NULL"),
  BS("BINARY_SET"),
  NS("NUMBER_SET"),
  SS("STRING_SET"),
  L("LIST"),
  M("MAP");

  private final String word;

  AttributeType(String word) {
    this.word = word;
  }

  /** The word that texts about {@code ADD} and {@code DELETE} have for the type. */
  public String word() {
    return word;
  }

  /** Whether values of the type are sets. */
  public boolean isSet() {
    return this == SS || this == NS || this == BS;
  }

  /** Whether values of the type have an order, and so may be keys. */
  public boolean isOrdered() {
    return this == S || this == N || this == B;
  }

  /** The type of that name, which is case-sensitive, or null. */
  public static @Nullable AttributeType named(String name) {
    return switch (name) {
      case "S" -> S;
      case "B" -> B;
      case "N" -> N;
      case "BOOL" -> BOOL;
      case "NULL" -> NULL;
      case "BS" -> BS;
      case "NS" -> NS;
      case "SS" -> SS;
      case "L" -> L;
      case "M" -> M;
      default -> null;
    };
  }
}

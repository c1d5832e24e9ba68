package dev.skerry.http.structured;

import java.math.BigDecimal;

/** A single value without parameters (RFC 9651 §3.3). */
public sealed interface BareItem {
  /** A whole number of at most 15 digits. */
  record Int(long value) implements BareItem {}

  /** A number with one to three digits after the point and at most 12 before it. */
  record Decimal(BigDecimal value) implements BareItem {}

  /** Text of printable ASCII characters, unquoted. */
  record Text(String value) implements BareItem {}

  /** A short word such as {@code fwd}. */
  record Token(String value) implements BareItem {}

  /** Bytes, one per char (ISO-8859-1). */
  record Bytes(String value) implements BareItem {}

  /** True or false. */
  record Bool(boolean value) implements BareItem {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);
  }

  /** A moment in seconds since 1970, which may be negative. */
  record Date(long epochSeconds) implements BareItem {}

  /** Text of any Unicode characters. */
  record Display(String value) implements BareItem {}
}

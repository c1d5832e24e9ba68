package dev.skerry.origin.engine;

import java.util.Arrays;

/**
 * A key and its value.
 *
 * <p>Two rows are equal when both key and value are.
 */
public final class Row {
  private final Key key;
  private final byte[] value;

  /** A row of a key and of a value that nobody may alter from now on. */
  public Row(Key key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  /** The row's name. */
  public Key key() {
    return key;
  }

  /** What is kept under it, 0 to {@value Limits#VALUE_BYTES} octets; nobody may alter them. */
  public byte[] value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && key.equals(row.key) && Arrays.equals(value, row.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + " (" + value.length + " bytes)";
  }
}

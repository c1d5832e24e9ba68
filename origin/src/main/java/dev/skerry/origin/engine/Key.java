package dev.skerry.origin.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a row: immutable octets, ordered as unsigned numbers from the left; a key stands
 * before every longer one that begins with it.
 *
 * <p>Keys of rows have 1 to {@value Limits#KEY_BYTES} octets, and their first is not 0xFF: from
 * there on everything is the engine's own. The empty key and {@link #END} serve as bounds of
 * ranges.
 */
public final class Key implements Comparable<Key> {
  /** The empty key: the bound below every row. */
  public static final Key START = new Key(new byte[0]);

  /** The bound above every row. */
  public static final Key END = new Key(new byte[] {(byte) 0xFF});

  private static final int SHOWN_BYTES = 64;

  private final byte[] octets;
  private int hash;

  private Key(byte[] octets) {
    this.octets = octets;
  }

  /** The key with a copy of these octets. */
  public static Key of(byte... octets) {
    return new Key(octets.clone());
  }

  /** The key of these octets themselves, which nobody may alter from now on. */
  public static Key wrap(byte[] octets) {
    return new Key(octets);
  }

  /** The key with a text's octets in UTF-8. */
  public static Key of(String text) {
    return new Key(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many octets it has. */
  public int length() {
    return octets.length;
  }

  /** The octet at a place, 0 to 255. */
  public int at(int index) {
    return octets[index] & 0xFF;
  }

  /** A copy of the octets. */
  public byte[] toBytes() {
    return octets.clone();
  }

  /** The octets themselves, which nobody may alter: for those who pass them on. */
  public byte[] octets() {
    return octets;
  }

  /** This key and then another's octets. */
  public Key plus(Key suffix) {
    byte[] joined = Arrays.copyOf(octets, octets.length + suffix.octets.length);
    System.arraycopy(suffix.octets, 0, joined, octets.length, suffix.octets.length);
    return new Key(joined);
  }

  /** Its first octets, so many. */
  public Key first(int length) {
    return new Key(Arrays.copyOf(octets, Math.min(length, octets.length)));
  }

  /** The first key after this one. */
  public Key next() {
    return new Key(Arrays.copyOf(octets, octets.length + 1));
  }

  /** The bound just above every key that begins with this one. */
  public Key afterPrefix() {
    int last = octets.length - 1;
    while (last >= 0 && octets[last] == (byte) 0xFF) {
      last--;
    }
    if (last < 0) {
      return END;
    }
    byte[] bound = Arrays.copyOf(octets, last + 1);
    bound[last]++;
    return new Key(bound);
  }

  /** Whether it begins with another's octets. */
  public boolean startsWith(Key prefix) {
    int length = prefix.octets.length;
    return length <= octets.length && Arrays.equals(octets, 0, length, prefix.octets, 0, length);
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(octets, other.octets);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Key key && Arrays.equals(octets, key.octets));
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(octets);
      hash = known;
    }
    return known;
  }

  /** Printable octets as they are, others as {@code \xHH}; the beginning of long keys only. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets.length && i < SHOWN_BYTES; i++) {
      byte octet = octets[i];
      if (octet > ' ' && octet < 0x7F && octet != '\\') {
        text.append((char) octet);
      } else {
        text.append("\\x").append(HexFormat.of().toHexDigits(octet));
      }
    }
    if (octets.length > SHOWN_BYTES) {
      text.append("… (").append(octets.length).append(" bytes)");
    }
    return text.toString();
  }
}

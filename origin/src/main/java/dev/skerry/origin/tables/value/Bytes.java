package dev.skerry.origin.tables.value;

import java.util.Arrays;
import java.util.Base64;

/** An immutable sequence of octets, ordered as unsigned numbers from the first on. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of these octets. */
  public static Bytes copyOf(byte[] octets) {
    return new Bytes(octets.clone());
  }

  /** These octets, which the caller gives away. */
  static Bytes owning(byte[] octets) {
    return new Bytes(octets);
  }

  /** How many octets there are. */
  public int length() {
    return octets.length;
  }

  /** A copy of the octets. */
  public byte[] toArray() {
    return octets.clone();
  }

  /** The octets themselves, for reading only. */
  byte[] octets() {
    return octets;
  }

  /** The text on the wire, RFC 4648 §4 with padding. */
  public String base64() {
    return Base64.getEncoder().encodeToString(octets);
  }

  /** Whether these octets begin with the others. */
  public boolean startsWith(Bytes prefix) {
    return prefix.length() <= length()
        && Arrays.equals(octets, 0, prefix.length(), prefix.octets, 0, prefix.length());
  }

  /** Whether the others are a part of these octets; in time linear in both lengths. */
  public boolean contains(Bytes part) {
    if (part.length() == 0) {
      return true;
    }
    int[] fallback = fallback(part.octets);
    int matched = 0;
    for (byte octet : octets) {
      while (matched > 0 && octet != part.octets[matched]) {
        matched = fallback[matched - 1];
      }
      if (octet == part.octets[matched]) {
        matched++;
      }
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /**
   * For each position the length of the longest proper prefix that ends there (Knuth-Morris-Pratt).
   */
  private static int[] fallback(byte[] part) {
    int[] fallback = new int[part.length];
    int length = 0;
    for (int i = 1; i < part.length; i++) {
      while (length > 0 && part[i] != part[length]) {
        length = fallback[length - 1];
      }
      if (part[i] == part[length]) {
        length++;
      }
      fallback[i] = length;
    }
    return fallback;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(octets, other.octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** The Base64 text. */
  @Override
  public String toString() {
    return base64();
  }
}

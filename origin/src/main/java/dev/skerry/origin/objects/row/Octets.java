package dev.skerry.origin.objects.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of octets. */
public final class Octets {
  /** No octets. */
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of these octets. */
  public static Octets copyOf(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** These octets, which nobody may alter from now on. */
  public static Octets owning(byte[] octets) {
    return new Octets(octets);
  }

  /** A text's octets in UTF-8. */
  public static Octets of(String text) {
    return new Octets(text.getBytes(UTF_8));
  }

  /** How many there are. */
  public int length() {
    return octets.length;
  }

  /** A copy of them. */
  public byte[] toArray() {
    return octets.clone();
  }

  /** The octets themselves, which nobody may alter: for those who pass them on. */
  public byte[] octets() {
    return octets;
  }

  /** They as the text whose UTF-8 they are. */
  public String text() {
    return new String(octets, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets same && Arrays.equals(octets, same.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** The first of them in hexadecimal digits. */
  @Override
  public String toString() {
    int shown = Math.min(octets.length, 32);
    return HexFormat.of().formatHex(octets, 0, shown) + (shown < octets.length ? "…" : "");
  }
}

package dev.skerry.origin.engine.tuple;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Appends parts to a key so that keys are in the order of their parts. Used by one thread at a
 * time.
 *
 * <pre>
 * bytes, string   the octets, 0x00 as 0x00 0xFF; then 0x00 0x01
 * unsigned        how many octets follow (0 to 8); the number without leading zeros
 * signed          0x80 and, if it is not negative, plus how many octets follow, if it is, minus how
 *                 many; the number, or if it is negative its complement, without leading zeros
 * fixed           4 or 8 octets as they are, unsigned
 * number          see {@link DecimalOrder}
 * </pre>
 */
public final class TupleWriter {
  static final int ESCAPED = 0x00;
  static final int ESCAPED_ZERO = 0xFF;
  static final int END = 0x01;

  private static final int INITIAL_BYTES = 64;

  private byte[] octets = new byte[INITIAL_BYTES];
  private int length;

  /** Begins with nothing. */
  public TupleWriter() {}

  /** Begins with a key's octets as they are. */
  public static TupleWriter after(Key prefix) {
    return new TupleWriter().raw(prefix.octets());
  }

  /** Appends octets as they are: what only the last part, or a part of one length, may be. */
  public TupleWriter raw(byte... part) {
    reserve(part.length);
    System.arraycopy(part, 0, octets, length, part.length);
    length += part.length;
    return this;
  }

  /** Appends octets, in the order of unsigned octets, a beginning before what it begins. */
  public TupleWriter bytes(byte[] part) {
    reserve(part.length + 2);
    for (byte octet : part) {
      put(octet);
      if (octet == ESCAPED) {
        put(ESCAPED_ZERO);
      }
    }
    put(ESCAPED);
    put(END);
    return this;
  }

  /**
   * Appends a text, in the order of its octets in UTF-8, which is that of code points.
   *
   * @throws IllegalArgumentException when it is no Unicode text (half a surrogate pair)
   */
  public TupleWriter string(String part) {
    int half = unpaired(part);
    if (half >= 0) {
      throw new IllegalArgumentException(
          "a text with half a surrogate pair at " + half + ", expected Unicode");
    }
    return bytes(part.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a whole number from 0 to 2^64-1, given as a {@code long} without sign. */
  public TupleWriter unsigned(long part) {
    int size = sizeOf(part);
    put(size);
    return bigEndian(part, size);
  }

  /** Appends a whole number. */
  public TupleWriter signed(long part) {
    int size = sizeOf(part < 0 ? ~part : part);
    put(part < 0 ? 0x7F - size : 0x80 + size);
    return bigEndian(part, size);
  }

  /** Appends 32 bits without sign. */
  public TupleWriter fixed32(int part) {
    return bigEndian(part, Integer.BYTES);
  }

  /** Appends 64 bits without sign. */
  public TupleWriter fixed64(long part) {
    return bigEndian(part, Long.BYTES);
  }

  /**
   * Appends a decimal number; equal numbers are the same however many zeros they end with.
   *
   * @throws IllegalArgumentException when its exponent is beyond {@value DecimalOrder#MAX_EXPONENT}
   */
  public TupleWriter number(BigDecimal part) {
    return raw(DecimalOrder.encode(part));
  }

  /** The key of all parts so far. */
  public Key key() {
    return Key.wrap(Arrays.copyOf(octets, length));
  }

  /** The keys that begin with all parts so far. */
  public Range range() {
    return Range.prefix(key());
  }

  private TupleWriter bigEndian(long number, int size) {
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      put((int) (number >>> shift));
    }
    return this;
  }

  private void put(int octet) {
    reserve(1);
    octets[length++] = (byte) octet;
  }

  private void reserve(int more) {
    if (octets.length - length < more) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
    }
  }

  private static int sizeOf(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(number) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static int unpaired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}

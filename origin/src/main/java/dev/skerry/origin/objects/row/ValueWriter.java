package dev.skerry.origin.objects.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends parts to a row's value. Used by one thread at a time.
 *
 * <pre>
 * number    seven bits an octet, the lowest first, the eighth set in all but the last
 * octets    their number, and they
 * text      the octets of its UTF-8
 * flag      1 or 0
 * moment    milliseconds since 1970, a number with its sign in the lowest bit
 * optional  a flag whether it is there, and it
 * list      its length, and its elements
 * choice    the place in a closed list, a number
 * </pre>
 */
public final class ValueWriter {
  private static final int FIRST_BYTES = 256;

  private byte[] octets = new byte[FIRST_BYTES];
  private int length;

  /** Begins with nothing. */
  public ValueWriter() {}

  /** Appends one octet. */
  public ValueWriter octet(int octet) {
    reserve(1);
    octets[length++] = (byte) octet;
    return this;
  }

  /** Appends octets as they are, without their number. */
  public ValueWriter raw(byte[] part) {
    return raw(part, 0, part.length);
  }

  /** Appends some octets as they are, without their number. */
  public ValueWriter raw(byte[] part, int from, int count) {
    reserve(count);
    System.arraycopy(part, from, octets, length, count);
    length += count;
    return this;
  }

  /** Appends a number, 0 or more. */
  public ValueWriter number(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a number of " + number + ", expected 0 or more");
    }
    return bits(number);
  }

  private ValueWriter bits(long bits) {
    long left = bits;
    while ((left & ~0x7FL) != 0) {
      octet((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    return octet((int) left);
  }

  /** Appends 64 bits. */
  public ValueWriter fixed64(long bits) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      octet((int) (bits >>> shift));
    }
    return this;
  }

  /** Appends 32 bits. */
  public ValueWriter fixed32(int bits) {
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      octet(bits >>> shift);
    }
    return this;
  }

  /** Appends yes or no. */
  public ValueWriter flag(boolean is) {
    return octet(is ? 1 : 0);
  }

  /** Appends octets. */
  public ValueWriter octets(byte[] part) {
    return number(part.length).raw(part);
  }

  /** Appends octets. */
  public ValueWriter octets(Octets part) {
    return octets(part.octets());
  }

  /** Appends a text. */
  public ValueWriter text(String text) {
    return octets(text.getBytes(UTF_8));
  }

  /** Appends a moment, to the millisecond. */
  public ValueWriter moment(Instant moment) {
    long millis = moment.toEpochMilli();
    return bits((millis << 1) ^ (millis >> (Long.SIZE - 1)));
  }

  /** Appends what may not be there. */
  public <T> ValueWriter optional(@Nullable T part, BiConsumer<ValueWriter, T> writing) {
    flag(part != null);
    if (part != null) {
      writing.accept(this, part);
    }
    return this;
  }

  /** Appends elements. */
  public <T> ValueWriter list(Collection<T> elements, BiConsumer<ValueWriter, T> writing) {
    number(elements.size());
    for (T element : elements) {
      writing.accept(this, element);
    }
    return this;
  }

  /** Appends one of the constants of a closed list, as its place there. */
  public <E> ValueWriter choice(E[] constants, E constant) {
    return number(Arrays.asList(constants).indexOf(constant));
  }

  /** How many octets there are so far. */
  public int length() {
    return length;
  }

  /** All that was written. */
  public byte[] toArray() {
    return Arrays.copyOf(octets, length);
  }

  private void reserve(int more) {
    if (more > octets.length - length) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
    }
  }
}

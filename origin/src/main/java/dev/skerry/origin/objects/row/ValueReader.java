package dev.skerry.origin.objects.row;

import dev.skerry.origin.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a value that a {@link ValueWriter} wrote, in their order and as the kinds that
 * they are. Used by one thread at a time.
 *
 * <p>All methods throw {@link EngineException.Corrupt} for what no writer wrote, and take no more
 * memory than the value has.
 */
public final class ValueReader {
  private final String what;
  private final byte[] octets;
  private int at;

  /** Reads a value from its beginning; what it is of is told when it cannot be read. */
  public ValueReader(String what, byte[] octets) {
    this.what = what;
    this.octets = octets;
  }

  /** One octet, 0 to 255. */
  public int octet() {
    need(1);
    return octets[at++] & 0xFF;
  }

  /** Expects the number of a layout in front, of those from 1 up to the newest. */
  public int layout(int newest) {
    int layout = octet();
    if (layout < 1 || layout > newest) {
      throw corrupt("the layout " + layout + ", expected 1 to " + newest);
    }
    return layout;
  }

  /** A number, 0 or more. */
  public long number() {
    long number = bits();
    if (number < 0) {
      throw corrupt("a number beyond 63 bits");
    }
    return number;
  }

  private long bits() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = octet();
      bits |= (octet & 0x7FL) << shift;
      if (octet < 0x80) {
        return bits;
      }
    }
    throw corrupt("a number without an end");
  }

  /** A number from 0 up to a bound. */
  public int number(int most) {
    long number = number();
    if (number > most) {
      throw corrupt("a number of " + number + ", expected at most " + most);
    }
    return (int) number;
  }

  /** A number of octets, or of elements of at least an octet, that are behind it. */
  private int length() {
    long length = number();
    if (length > octets.length - at) {
      throw corrupt("a length of " + length + " with " + (octets.length - at) + " octets left");
    }
    return (int) length;
  }

  /** 64 bits. */
  public long fixed64() {
    need(Long.BYTES);
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << Byte.SIZE) | (octets[at++] & 0xFF);
    }
    return bits;
  }

  /** 32 bits. */
  public int fixed32() {
    need(Integer.BYTES);
    int bits = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      bits = (bits << Byte.SIZE) | (octets[at++] & 0xFF);
    }
    return bits;
  }

  /** Yes or no. */
  public boolean flag() {
    int octet = octet();
    if (octet > 1) {
      throw corrupt("a flag of " + octet);
    }
    return octet == 1;
  }

  /** Octets. */
  public Octets octets() {
    int length = length();
    at += length;
    return Octets.owning(Arrays.copyOfRange(octets, at - length, at));
  }

  /** A text. */
  public String text() {
    int length = length();
    at += length;
    for (int i = at - length; i < at; i++) {
      if (octets[i] < 0) {
        return decode(at - length, length);
      }
    }
    return new String(octets, at - length, length, StandardCharsets.ISO_8859_1);
  }

  private String decode(int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw corrupt("a text that is not UTF-8");
    }
  }

  /** A moment, to the millisecond. */
  public Instant moment() {
    long bits = bits();
    return Instant.ofEpochMilli((bits >>> 1) ^ -(bits & 1));
  }

  /** What may not be there. */
  public <T> @Nullable T optional(Function<ValueReader, T> reading) {
    return flag() ? reading.apply(this) : null;
  }

  /** Elements, each of at least an octet. */
  public <T> List<T> list(Function<ValueReader, T> reading) {
    int size = length();
    List<T> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(reading.apply(this));
    }
    return elements;
  }

  /** One of the constants of a closed list, by its place. */
  public <E> E choice(E[] constants) {
    return constants[number(constants.length - 1)];
  }

  /** All that remains. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(octets, at, octets.length);
    at = octets.length;
    return rest;
  }

  /** Expects that nothing remains. */
  public void end() {
    if (at != octets.length) {
      throw corrupt((octets.length - at) + " octets too many");
    }
  }

  private void need(int length) {
    if (length > octets.length - at) {
      throw corrupt("its end");
    }
  }

  /** What to throw for what no writer wrote. */
  public EngineException.Corrupt corrupt(String found) {
    return new EngineException.Corrupt(what + " cannot be read: at " + at + " is " + found, null);
  }
}

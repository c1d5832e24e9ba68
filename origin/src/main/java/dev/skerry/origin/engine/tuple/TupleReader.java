package dev.skerry.origin.engine.tuple;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the parts of a key that a {@link TupleWriter} wrote, in their order and as the kinds that
 * they are. Used by one thread at a time.
 *
 * <p>All methods throw {@link EngineException.Corrupt} for what no writer wrote.
 */
public final class TupleReader {
  private final byte[] octets;
  private int at;

  /** Reads from a key's beginning. */
  public TupleReader(Key key) {
    this(key, 0);
  }

  /** Reads a key from behind so many octets. */
  public TupleReader(Key key, int skipped) {
    this.octets = key.octets();
    this.at = skipped;
  }

  /** Whether there is another part. */
  public boolean hasMore() {
    return at < octets.length;
  }

  /** So many octets as they are. */
  public byte[] raw(int length) {
    need(length);
    at += length;
    return Arrays.copyOfRange(octets, at - length, at);
  }

  /** All that remains, as it is. */
  public byte[] rest() {
    return raw(octets.length - at);
  }

  /** Octets. */
  public byte[] bytes() {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    while (true) {
      int octet = next();
      if (octet == TupleWriter.ESCAPED) {
        int after = next();
        if (after == TupleWriter.END) {
          return part.toByteArray();
        }
        if (after != TupleWriter.ESCAPED_ZERO) {
          throw corrupt("0x00 followed by " + after);
        }
      }
      part.write(octet);
    }
  }

  /** A text. */
  public String string() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw corrupt("a text that is not UTF-8");
    }
  }

  /** A number from 0 to 2^64-1, as a {@code long} without sign. */
  public long unsigned() {
    return bigEndian(size(next()), 0);
  }

  /** A number. */
  public long signed() {
    int head = next();
    return head >= 0x80 ? bigEndian(size(head - 0x80), 0) : bigEndian(size(0x7F - head), -1);
  }

  /** 32 bits. */
  public int fixed32() {
    return (int) bigEndian(Integer.BYTES, 0);
  }

  /** 64 bits. */
  public long fixed64() {
    return bigEndian(Long.BYTES, 0);
  }

  /** A decimal number, without zeros at its end. */
  public BigDecimal number() {
    try {
      DecimalOrder.Decoded decoded = DecimalOrder.decode(octets, at);
      at = decoded.end();
      return decoded.number();
    } catch (IndexOutOfBoundsException | ArithmeticException | NumberFormatException e) {
      throw corrupt("no number");
    }
  }

  private int size(int size) {
    if (size < 0 || size > Long.BYTES) {
      throw corrupt("a number of " + size + " octets");
    }
    return size;
  }

  private long bigEndian(int size, long sign) {
    need(size);
    long number = sign;
    for (int i = 0; i < size; i++) {
      number = (number << Byte.SIZE) | (octets[at++] & 0xFF);
    }
    return number;
  }

  private int next() {
    need(1);
    return octets[at++] & 0xFF;
  }

  private void need(int length) {
    if (length > octets.length - at) {
      throw corrupt("its end");
    }
  }

  private EngineException.Corrupt corrupt(String found) {
    return new EngineException.Corrupt(
        "the key " + Key.wrap(octets) + " has " + found + " before " + at + ", expected a part",
        null);
  }
}

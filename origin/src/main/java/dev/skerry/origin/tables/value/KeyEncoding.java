package dev.skerry.origin.tables.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Key attributes as octets whose order, without sign, is the order of the values.
 *
 * <p>Each value ends by itself, so that several in a row are ordered by the first, then the second
 * and so on, and none is a prefix of another. A value begins with an octet for its type; numbers
 * are before binary values before strings. Strings and binary values have their octets, zero as
 * {@code 00 FF}, and end with {@code 00 01}. Numbers are described at {@link NumberEncoding}.
 *
 * <p>A string or binary value of n octets takes n + 3 octets and one more for each zero; a number
 * at most 23.
 */
public final class KeyEncoding {
  private static final int NUMBER = 0x10;
  private static final int BINARY = 0x20;
  private static final int STRING = 0x30;

  private static final int ESCAPE = 0x00;
  private static final int ESCAPED_ZERO = 0xff;
  private static final int END = 0x01;

  private KeyEncoding() {}

  /** A value read from octets and where the next one begins. */
  public record Decoded(AttributeValue value, int next) {}

  /** The octets of these values in a row; each is a string, a number or a binary value. */
  public static byte[] encode(List<AttributeValue> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    values.forEach(value -> append(out, value));
    return out.toByteArray();
  }

  /** The octets of a value. */
  public static byte[] encode(AttributeValue value) {
    return encode(List.of(value));
  }

  /**
   * The octets that all values begin with which begin with this string or binary value, and no
   * others: the bounds of {@code begins_with}.
   */
  public static byte[] prefix(AttributeValue start) {
    byte[] whole = encode(start);
    return switch (start) {
      case AttributeValue.S s -> Arrays.copyOf(whole, whole.length - 2);
      case AttributeValue.B b -> Arrays.copyOf(whole, whole.length - 2);
      default -> throw new IllegalArgumentException("no prefix of " + start.type());
    };
  }

  /** The end, exclusive, of all octets that begin with these; no octets for no end. */
  public static byte[] behind(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == -1) {
      length--;
    }
    byte[] end = Arrays.copyOf(prefix, length);
    if (length > 0) {
      end[length - 1]++;
    }
    return end;
  }

  /** Octets and others behind them. */
  public static byte[] append(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Reads the value that begins at an index of octets made by {@link #encode}. */
  public static Decoded decode(byte[] octets, int from) {
    return switch (octets[from]) {
      case NUMBER -> {
        NumberEncoding.Decoded number = NumberEncoding.decode(octets, from + 1);
        yield new Decoded(new AttributeValue.N(number.value()), number.next());
      }
      case BINARY -> {
        ByteArrayOutputStream content = new ByteArrayOutputStream(32);
        int next = unescape(octets, from + 1, content);
        yield new Decoded(new AttributeValue.B(Bytes.owning(content.toByteArray())), next);
      }
      case STRING -> {
        ByteArrayOutputStream content = new ByteArrayOutputStream(32);
        int next = unescape(octets, from + 1, content);
        yield new Decoded(new AttributeValue.S(content.toString(StandardCharsets.UTF_8)), next);
      }
      default -> throw new IllegalArgumentException("no key value begins with " + octets[from]);
    };
  }

  private static void append(ByteArrayOutputStream out, AttributeValue value) {
    switch (value) {
      case AttributeValue.S(String text) -> {
        out.write(STRING);
        escape(out, text.getBytes(StandardCharsets.UTF_8));
      }
      case AttributeValue.B(Bytes bytes) -> {
        out.write(BINARY);
        escape(out, bytes.octets());
      }
      case AttributeValue.N(ExactNumber number) -> {
        out.write(NUMBER);
        NumberEncoding.append(out, number);
      }
      default -> throw new IllegalArgumentException("no key of type " + value.type());
    }
  }

  private static void escape(ByteArrayOutputStream out, byte[] content) {
    for (byte octet : content) {
      out.write(octet);
      if (octet == ESCAPE) {
        out.write(ESCAPED_ZERO);
      }
    }
    out.write(ESCAPE);
    out.write(END);
  }

  private static int unescape(byte[] octets, int from, ByteArrayOutputStream content) {
    int at = from;
    while (true) {
      if (octets[at] != ESCAPE) {
        content.write(octets[at++]);
      } else if (octets[at + 1] == END) {
        return at + 2;
      } else {
        content.write(ESCAPE);
        at += 2;
      }
    }
  }
}

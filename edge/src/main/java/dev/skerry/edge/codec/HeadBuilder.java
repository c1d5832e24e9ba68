package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Puts a head or trailer section together in a thread's octets and writes it at once.
 *
 * <p>Here is the defence against splitting: whatever a value holds, a control character (of which
 * CR, LF and NUL are the dangerous ones, RFC 9110 §5.5) becomes a space, and a line whose name is
 * not a token is left out.
 */
final class HeadBuilder {
  private static final byte[] CRLF = "\r\n".getBytes(US_ASCII);

  private final Scratch scratch = Scratch.ofThread();
  private byte[] octets = scratch.room(1);
  private int length;

  HeadBuilder octets(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, octets, length, more.length);
    length += more.length;
    return this;
  }

  /** Text that cannot be dangerous, or is made harmless as a value is. */
  HeadBuilder text(String text) {
    ensure(text.length());
    value(text);
    return this;
  }

  /**
   * A part of the request line: what may not stand there is refused, as it would change the
   * request.
   */
  HeadBuilder target(String text) {
    ensure(text.length());
    copy(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException(
            "a request line must have visible ASCII only, got character "
                + (int) text.charAt(i)
                + " at "
                + i);
      }
    }
    length += text.length();
    return this;
  }

  void field(String name, String value) {
    int nameLength = name.length();
    ensure(nameLength + value.length() + 4);
    copy(name);
    if (!KnownNames.isOne(name) && !Octets.isToken(name)) {
      return;
    }
    length += nameLength;
    octets[length++] = ':';
    octets[length++] = Octets.SP;
    value(value);
    octets[length++] = Octets.CR;
    octets[length++] = Octets.LF;
  }

  HeadBuilder endOfLine() {
    return octets(CRLF);
  }

  /** A decimal number, at least 0 or else with its sign. */
  HeadBuilder number(long number) {
    if (number < 0) {
      return text(Long.toString(number));
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    ensure(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      octets[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** A copy of what was put together. */
  byte[] toOctets() {
    return Arrays.copyOf(octets, length);
  }

  void writeTo(ByteBuf out) {
    out.writeBytes(octets, 0, length);
  }

  private void value(String value) {
    copy(value);
    int end = length + value.length();
    for (int i = Octets.fieldValueEnd(octets, length, end);
        i < end;
        i = Octets.fieldValueEnd(octets, i, end)) {
      octets[i] = Octets.SP;
    }
    length = end;
  }

  /** Copies the low octet of each char; for a string that is ISO-8859-1 this is a plain copy. */
  @SuppressWarnings(
      "deprecation") // The only way to copy a string's octets into an array at an offset.
  private void copy(String text) {
    text.getBytes(0, text.length(), octets, length);
  }

  private void ensure(int more) {
    if (octets.length - length < more) {
      octets = scratch.grow(length + more, length);
    }
  }
}

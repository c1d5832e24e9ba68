package dev.skerry.edge.observe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of log lines that wait to be written, always ASCII.
 *
 * <p>Text from outside goes through {@link #json} or {@link #quotable}: after these no octet of it
 * can end a line or a string, or reach a terminal as a control character. Field values have one
 * char per octet, so that an escape stands for an octet.
 */
final class LineBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String CUT = "...";

  /** The ASCII chars that cannot stand in a string as they are. */
  private static final boolean[] ESCAPED = new boolean[0x7f];

  static {
    Arrays.fill(ESCAPED, 0, ' ', true);
    ESCAPED['"'] = true;
    ESCAPED['\\'] = true;
  }

  private byte[] bytes;
  private int size;

  LineBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Goes back to an earlier {@link #size}: the unfinished line is dropped. */
  void truncate(int newSize) {
    size = newSize;
  }

  /** The bytes so far; to be used before the next change. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  LineBuffer put(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Adds text of our own, which needs no escape. */
  @SuppressWarnings(
      "deprecation") // The only way to copy a string's octets into an array at an offset.
  LineBuffer put(String ascii) {
    int length = ascii.length();
    room(length);
    ascii.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  LineBuffer put(long number) {
    if (number < 0) {
      return put(Long.toString(number));
    }
    if (number >= 10) {
      put(number / 10);
    }
    return put((char) ('0' + number % 10));
  }

  /** Adds the number with zeros before it, so that it has three digits at least. */
  LineBuffer threeDigits(long number) {
    if (number < 100) {
      put('0');
    }
    if (number < 10) {
      put('0');
    }
    return put(number);
  }

  /** Adds text for the inside of a JSON string (RFC 8259 §7), cut after {@code max} chars. */
  LineBuffer json(String text, int max) {
    int end = Math.min(text.length(), max);
    for (int i = plain(text, 0, end); i < end; i = plain(text, i, end)) {
      char c = text.charAt(i++);
      if (c == '"' || c == '\\') {
        put('\\').put(c);
      } else {
        put("\\u").hex(c >> 8).hex(c);
      }
    }
    return end < text.length() ? put(CUT) : this;
  }

  /** Adds the chars that need no escape up to the first that does; gives its place. */
  private int plain(String text, int from, int end) {
    room(end - from);
    byte[] to = bytes;
    int shift = size - from;
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      if (c >= 0x7f || ESCAPED[c]) {
        break;
      }
      to[i + shift] = (byte) c;
      i++;
    }
    size = i + shift;
    return i;
  }

  /**
   * Adds text for the inside of quotes as Apache's log does: {@code \"}, {@code \\} and {@code
   * \xhh}; cut after {@code max} chars.
   */
  LineBuffer quotable(String text, int max) {
    int end = Math.min(text.length(), max);
    for (int i = plain(text, 0, end); i < end; i = plain(text, i, end)) {
      char c = text.charAt(i++);
      if (c == '"' || c == '\\') {
        put('\\').put(c);
      } else {
        put("\\x").hex(c > 0xff ? '?' : c);
      }
    }
    return end < text.length() ? put(CUT) : this;
  }

  private LineBuffer hex(int octet) {
    return put((char) HEX[octet >> 4 & 0xf]).put((char) HEX[octet & 0xf]);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}

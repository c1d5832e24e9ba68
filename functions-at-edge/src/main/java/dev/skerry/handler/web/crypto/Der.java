package dev.skerry.handler.web.crypto;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As much of the Distinguished Encoding Rules (X.690 §8, §10) as keys need. */
final class Der {
  /** Of lengths: three octets, so that they are no negative numbers. */
  private static final int LONGEST_FORM = 0x83;

  private Der() {}

  /** One value of a tag, whose content are the parts. */
  static byte[] of(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length > 0xff) {
      all.write(0x82);
      all.write(length >> 8);
    } else if (length > 0x7f) {
      all.write(0x81);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  /**
   * The values that stand in a row within the first value of these octets, each as it stands there.
   *
   * @throws CryptoProblem if they are not whole
   */
  static List<byte[]> within(byte[] octets) throws CryptoProblem {
    int end = behind(octets, 0, octets.length);
    List<byte[]> values = new ArrayList<>();
    for (int at = content(octets, 0); at < end; ) {
      int behind = behind(octets, at, end);
      values.add(Arrays.copyOfRange(octets, at, behind));
      at = behind;
    }
    return values;
  }

  /** What is within a value that {@link #within} has given. */
  static byte[] contentOf(byte[] value) {
    return Arrays.copyOfRange(value, content(value, 0), value.length);
  }

  /** Where the value ends that begins there, which is before that end. */
  private static int behind(byte[] octets, int at, int end) throws CryptoProblem {
    boolean hasHead = end - at >= 2 && content(octets, at) <= end;
    if (hasHead && (octets[at + 1] & 0xff) <= LONGEST_FORM) {
      long behind = content(octets, at) + (long) length(octets, at);
      if (behind <= end) {
        return (int) behind;
      }
    }
    throw CryptoProblem.data("the octets are not those of whole values");
  }

  /** The first value of a sequence that the JDK wrote, as it stands there. */
  static byte[] first(byte[] sequence) {
    int at = content(sequence, 0);
    return Arrays.copyOfRange(sequence, at, content(sequence, at) + length(sequence, at));
  }

  /** Where the content of the value begins that begins there. */
  private static int content(byte[] octets, int at) {
    int length = octets[at + 1] & 0xff;
    return at + 2 + (length > 0x7f ? length & 0x7f : 0);
  }

  private static int length(byte[] octets, int at) {
    int first = octets[at + 1] & 0xff;
    if (first <= 0x7f) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (octets[at + 2 + i] & 0xff);
    }
    return length;
  }
}

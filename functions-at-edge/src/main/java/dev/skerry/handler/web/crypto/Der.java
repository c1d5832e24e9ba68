package dev.skerry.handler.web.crypto;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of the Distinguished Encoding Rules (X.690 §8, §10) as keys need that the JDK wrote. */
final class Der {
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

  /** The first value of a sequence, as it stands there. */
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

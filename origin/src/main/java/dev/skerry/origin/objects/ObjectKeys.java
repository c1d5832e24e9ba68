package dev.skerry.origin.objects;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The keys of objects as octets of UTF-8. */
final class ObjectKeys {
  /** Octets of a key. */
  static final int BYTES_MOST = 1024;

  private ObjectKeys() {}

  /** The octets of a key; refuses what is none. */
  static byte[] octets(String key) {
    byte[] octets = text(key);
    if (octets.length == 0) {
      throw new ObjectsException(ObjectsError.INVALID_KEY, "the key is empty");
    }
    if (octets.length > BYTES_MOST) {
      throw new ObjectsException(
          ObjectsError.KEY_TOO_LONG,
          "the key has %d bytes, expected at most %d".formatted(octets.length, BYTES_MOST));
    }
    return octets;
  }

  /** The octets of a text that may be of any length. */
  static byte[] text(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] octets = new byte[encoded.remaining()];
      encoded.get(octets);
      return octets;
    } catch (CharacterCodingException e) {
      throw new ObjectsException(ObjectsError.INVALID_KEY, "the text is not Unicode");
    }
  }

  static String text(byte[] octets, int from) {
    return new String(octets, from, octets.length - from, StandardCharsets.UTF_8);
  }
}

package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.Tokens;

/** Looks at every byte of what is said to be {@link PackedFields}, as it comes from a disk. */
final class PackedCheck {
  private static final int MAX_LENGTH_BYTES = 3;

  private final byte[] packed;
  private int at;

  private PackedCheck(byte[] packed) {
    this.packed = packed;
  }

  /**
   * Whether names that have a code are written as their code; false where the table has grown
   * since.
   *
   * @throws IllegalArgumentException if it is not a packed section
   */
  static boolean isWellFormed(byte[] packed) {
    if (packed.length == 0 || packed.length > PackedFields.MAX_BYTES) {
      throw new IllegalArgumentException(
          "expected packed fields of 1 to "
              + PackedFields.MAX_BYTES
              + " bytes, got "
              + packed.length);
    }
    return new PackedCheck(packed).lines();
  }

  private boolean lines() {
    if (packed[at++] != PackedFields.VERSION) {
      throw flaw("another version");
    }
    boolean coded = true;
    while (at < packed.length) {
      int code = packed[at++] & 0xff;
      if (code == PackedNames.WRITTEN_OUT) {
        coded &= PackedNames.code(name()) == PackedNames.WRITTEN_OUT;
      } else if (PackedNames.name(code) == null) {
        throw flaw("a name that is not known, " + code);
      }
      value();
    }
    return coded;
  }

  private String name() {
    int length = length();
    String name = new String(packed, at, length, ISO_8859_1);
    if (!Tokens.isToken(name) || name.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
      throw flaw("what is no field name in lower case");
    }
    at += length;
    return name;
  }

  private void value() {
    int end = length() + at;
    for (; at < end; at++) {
      byte octet = packed[at];
      if (octet >= 0 && ((octet < ' ' && octet != '\t') || octet == 0x7f)) {
        throw flaw("an octet that no field value has, " + octet);
      }
    }
  }

  private int length() {
    int length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      if (at == packed.length) {
        throw flaw("the end in a length");
      }
      byte part = packed[at++];
      length |= (part & 0x7f) << (7 * i);
      if (part >= 0) {
        if (part == 0 && i > 0) {
          throw flaw("a length that is longer than it must be");
        }
        if (length > packed.length - at) {
          throw flaw("a length that is not there, " + length);
        }
        return length;
      }
    }
    throw flaw("a length without end");
  }

  private IllegalArgumentException flaw(String what) {
    return new IllegalArgumentException("packed fields have " + what + " before byte " + at);
  }
}

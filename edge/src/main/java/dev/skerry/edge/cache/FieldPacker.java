package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.Fields;

/** Writes {@link PackedFields}' bytes. */
final class FieldPacker {
  private final byte[] packed;
  private int at;

  private FieldPacker(int bytes) {
    packed = new byte[bytes];
  }

  static byte[] pack(Fields fields) {
    FieldPacker packer = new FieldPacker(size(fields));
    packer.packed[packer.at++] = PackedFields.VERSION;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      int code = PackedNames.code(name);
      packer.packed[packer.at++] = (byte) code;
      if (code == PackedNames.WRITTEN_OUT) {
        packer.text(name);
      }
      packer.text(fields.value(i));
    }
    return packer.packed;
  }

  private static int size(Fields fields) {
    long bytes = 1;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      bytes += 1 + size(fields.value(i));
      bytes += PackedNames.code(name) == PackedNames.WRITTEN_OUT ? size(name) : 0;
    }
    if (bytes > PackedFields.MAX_BYTES) {
      throw new IllegalArgumentException(
          "expected a header section of at most "
              + PackedFields.MAX_BYTES
              + " bytes, got one of "
              + bytes);
    }
    return (int) bytes;
  }

  private static long size(String text) {
    int length = text.length();
    return (length < 1 << 7 ? 1L : length < 1 << 14 ? 2L : 3L) + length;
  }

  private void text(String text) {
    int length = text.length();
    int rest = length;
    while (rest >= 0x80) {
      packed[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    packed[at++] = (byte) rest;
    System.arraycopy(text.getBytes(ISO_8859_1), 0, packed, at, length);
    at += length;
  }
}

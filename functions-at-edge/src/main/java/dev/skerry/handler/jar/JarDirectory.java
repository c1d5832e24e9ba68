package dev.skerry.handler.jar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The central directory at the end of a jar (APPNOTE.TXT §4.3.12, §4.3.16), without ZIP64. */
final class JarDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END_COUNT_AT = 10;
  private static final int END_SIZE_AT = 12;
  private static final int END_COMMENT_AT = 20;

  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int ENTRY_CHECKSUM_AT = 16;
  private static final int ENTRY_NAME_AT = 28;
  private static final int ENTRY_EXTRA_AT = 30;
  private static final int ENTRY_COMMENT_AT = 32;

  private JarDirectory() {}

  /** The CRC-32 of each file by its name; null if there is no valid directory. */
  static @Nullable Map<String, Long> checksums(byte[] jar) {
    ByteBuffer octets = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(octets);
    if (end < 0) {
      return null;
    }
    long size = Integer.toUnsignedLong(octets.getInt(end + END_SIZE_AT));
    if (size > end) {
      return null;
    }
    int count = Short.toUnsignedInt(octets.getShort(end + END_COUNT_AT));
    return entries(
        octets.slice(end - (int) size, (int) size).order(ByteOrder.LITTLE_ENDIAN), count);
  }

  /** Where the record is that ends a jar, with a comment that goes to the last octet; or -1. */
  private static int end(ByteBuffer jar) {
    int last = Math.max(0, jar.limit() - END_BYTES - 0xffff);
    for (int at = jar.limit() - END_BYTES; at >= last; at--) {
      if (jar.getInt(at) == END_SIGNATURE
          && Short.toUnsignedInt(jar.getShort(at + END_COMMENT_AT))
              == jar.limit() - END_BYTES - at) {
        return at;
      }
    }
    return -1;
  }

  private static @Nullable Map<String, Long> entries(ByteBuffer directory, int count) {
    Map<String, Long> checksums = new HashMap<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int next = at + ENTRY_BYTES;
      if (next > directory.limit() || directory.getInt(at) != ENTRY_SIGNATURE) {
        return null;
      }
      int nameBytes = Short.toUnsignedInt(directory.getShort(at + ENTRY_NAME_AT));
      next += nameBytes;
      next += Short.toUnsignedInt(directory.getShort(at + ENTRY_EXTRA_AT));
      next += Short.toUnsignedInt(directory.getShort(at + ENTRY_COMMENT_AT));
      if (next > directory.limit()) {
        return null;
      }
      byte[] name = new byte[nameBytes];
      directory.get(at + ENTRY_BYTES, name);
      long checksum = Integer.toUnsignedLong(directory.getInt(at + ENTRY_CHECKSUM_AT));
      if (checksums.put(new String(name, StandardCharsets.UTF_8), checksum) != null) {
        return null;
      }
      at = next;
    }
    return at == directory.limit() ? checksums : null;
  }
}

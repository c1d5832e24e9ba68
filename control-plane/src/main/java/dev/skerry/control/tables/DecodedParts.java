package dev.skerry.control.tables;

import dev.skerry.control.api.CallMemory;
import java.util.ArrayList;
import java.util.List;

/** Content while it is decoded: parts, each of them charged before it is made. */
final class DecodedParts {
  private static final int FIRST_BYTES = 8 << 10;
  private static final int PART_BYTES_MAX = 1 << 20;

  private final CallMemory memory;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] part = {};
  private int inPart;
  private int size;

  DecodedParts(CallMemory memory) {
    this.memory = memory;
  }

  int size() {
    return size;
  }

  /** Adds octets; false if there is no memory for them. */
  boolean add(byte[] octets, int length) {
    int fits = Math.min(length, part.length - inPart);
    put(octets, 0, fits);
    if (fits == length) {
      return true;
    }
    int next = Math.clamp(size, FIRST_BYTES, PART_BYTES_MAX);
    if (!memory.take(next)) {
      return false;
    }
    full.add(part);
    part = new byte[next];
    inPart = 0;
    put(octets, fits, length - fits);
    return true;
  }

  private void put(byte[] octets, int from, int length) {
    System.arraycopy(octets, from, part, inPart, length);
    inPart += length;
    size += length;
  }

  /** All that was added, in one piece; the parts are given back. */
  Decoded whole() {
    if (!memory.take(size)) {
      return Decoded.Wrong.NO_MEMORY;
    }
    byte[] whole = new byte[size];
    int at = 0;
    long parts = part.length;
    for (byte[] each : full) {
      System.arraycopy(each, 0, whole, at, each.length);
      at += each.length;
      parts += each.length;
    }
    System.arraycopy(part, 0, whole, at, inPart);
    full.clear();
    part = new byte[0];
    inPart = 0;
    memory.give(parts);
    return new Decoded.Octets(whole);
  }
}

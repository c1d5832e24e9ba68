package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerProblem;
import java.nio.charset.StandardCharsets;

/** A place in the octets of a module, which never reads beyond an end. */
final class Cursor {
  private static final int MOST_LEB128 = 10;

  private final byte[] octets;
  private final int end;
  private int at;

  Cursor(byte[] octets, int from, int end) {
    this.octets = octets;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  boolean hasMore() {
    return at < end;
  }

  /** The next octet, 0 to 255. */
  int octet() throws HandlerProblem {
    need(1);
    return octets[at++] & 0xff;
  }

  /** An unsigned number of 32 bits (WebAssembly Core Specification, "Integers"). */
  long u32() throws HandlerProblem {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    throw ModuleScan.malformed("a number has too many octets");
  }

  /** A number of entries, each of which has at least one octet. */
  int count() throws HandlerProblem {
    long count = u32();
    need(count);
    return (int) count;
  }

  /** Passes over a number of either sign. */
  void skipSigned() throws HandlerProblem {
    for (int i = 0; i < MOST_LEB128; i++) {
      if ((octet() & 0x80) == 0) {
        return;
      }
    }
    throw ModuleScan.malformed("a number has too many octets");
  }

  void skip(long count) throws HandlerProblem {
    need(count);
    at += (int) count;
  }

  /** What is in the next octets, which are passed over. */
  Cursor part(long length) throws HandlerProblem {
    int from = at;
    skip(length);
    return new Cursor(octets, from, at);
  }

  /** A name with its length before it. */
  String name() throws HandlerProblem {
    long length = u32();
    int from = at;
    skip(length);
    return new String(octets, from, (int) length, StandardCharsets.UTF_8);
  }

  private void need(long count) throws HandlerProblem {
    if (count > end - at) {
      throw ModuleScan.malformed("it ends in the middle of something, or a length is wrong");
    }
  }
}

package dev.skerry.handler.wasm;

import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;

/** Octets of linear memory, at places that a module says. */
public final class Memories {
  private Memories() {}

  /** A copy; a trap where they are not all within the memory, before anything is reserved. */
  public static byte[] read(Memory memory, int at, int length) {
    long size = (long) memory.pages() * Memory.PAGE_SIZE;
    if (length < 0 || (at & 0xffffffffL) + length > size) {
      throw new TrapException("out of bounds memory access");
    }
    return memory.readBytes(at, length);
  }
}

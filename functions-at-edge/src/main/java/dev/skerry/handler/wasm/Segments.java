package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerProblem;

/**
 * The segments that fill tables and memory when an instance is made, as {@link ModuleScan} does.
 */
final class Segments {
  private static final int MOST_EXPRESSION = 16;

  private Segments() {}

  /** "Element Section" of the WebAssembly Core Specification. */
  static void elements(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      long flags = section.u32();
      if (flags > 7) {
        throw ModuleScan.malformed("an element segment is of no known form");
      }
      boolean active = (flags & 1) == 0;
      boolean explicit = (flags & 2) != 0;
      if (active) {
        if (explicit) {
          section.u32();
        }
        expression(section);
      }
      boolean expressions = (flags & 4) != 0;
      if (!active || explicit) {
        int kind = section.octet();
        if (expressions ? kind != 0x70 && kind != 0x6f : kind != 0) {
          throw ModuleScan.malformed("an element segment is of no known form");
        }
      }
      for (int entries = section.count(); entries > 0; entries--) {
        if (expressions) {
          expression(section);
        } else {
          section.u32();
        }
      }
    }
  }

  /** "Data Section" of the WebAssembly Core Specification. */
  static void data(Cursor section) throws HandlerProblem {
    for (int left = section.count(); left > 0; left--) {
      long flags = section.u32();
      if (flags > 2) {
        throw ModuleScan.malformed("a data segment is of no known form");
      }
      if (flags == 2) {
        section.u32();
      }
      if (flags != 1) {
        expression(section);
      }
      section.skip(section.u32());
    }
  }

  /** "Constant Expressions": passes over one. */
  static void expression(Cursor section) throws HandlerProblem {
    for (int i = 0; i < MOST_EXPRESSION; i++) {
      int code = section.octet();
      switch (code) {
        case 0x0b -> {
          return;
        }
        case 0x41, 0x42, 0xd0 -> section.skipSigned();
        case 0x23, 0xd2 -> section.u32();
        case 0x43 -> section.skip(4);
        case 0x44 -> section.skip(8);
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {
          // Arithmetic on what stands before it.
        }
        default -> throw ModuleScan.malformed("an offset or an element is no constant");
      }
    }
    throw ModuleScan.malformed("an offset or an element is too long");
  }
}

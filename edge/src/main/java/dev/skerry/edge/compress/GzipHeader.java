package dev.skerry.edge.compress;

import io.netty.buffer.ByteBuf;

/** Reads the header of a gzip member octet by octet, however it is split (RFC 1952 §2.3). */
final class GzipHeader {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /** More than this in name, comment and extra field is not read on. */
  private static final int MAX_BYTES = 70_000;

  private enum Part {
    FIXED,
    EXTRA_LENGTH,
    EXTRA_DATA,
    NAME,
    COMMENT,
    HEADER_CRC,
    DONE
  }

  private Part part = Part.FIXED;
  private int inPart;
  private int inHeader;
  private int flags;
  private int extraLength;

  /** Whether something was read. */
  boolean begun() {
    return inHeader > 0;
  }

  /** Reads on; true once the header is complete. */
  boolean read(ByteBuf in) throws CodingException {
    while (part != Part.DONE && in.isReadable()) {
      if (++inHeader > MAX_BYTES) {
        throw new CodingException("the gzip header has no end");
      }
      octet(in.readUnsignedByte());
    }
    return part == Part.DONE;
  }

  private void octet(int octet) throws CodingException {
    inPart++;
    switch (part) {
      case FIXED -> fixed(octet);
      case EXTRA_LENGTH -> {
        extraLength |= octet << (8 * (inPart - 1));
        if (inPart == 2) {
          enter(extraLength == 0 ? after(Part.EXTRA_DATA) : Part.EXTRA_DATA);
        }
      }
      case EXTRA_DATA -> leaveIf(inPart == extraLength);
      case NAME, COMMENT -> leaveIf(octet == 0);
      case HEADER_CRC -> leaveIf(inPart == 2);
      case DONE -> throw new IllegalStateException("the header is complete");
    }
  }

  private void fixed(int octet) throws CodingException {
    boolean wrong =
        switch (inPart) {
          case 1 -> octet != 0x1f;
          case 2 -> octet != 0x8b;
          case 3 -> octet != 8;
          case 4 -> (octet & RESERVED) != 0;
          default -> false;
        };
    if (wrong) {
      throw new CodingException("not a gzip header");
    }
    if (inPart == 4) {
      flags = octet;
    }
    leaveIf(inPart == 10);
  }

  private void leaveIf(boolean leave) {
    if (leave) {
      enter(after(part));
    }
  }

  private void enter(Part next) {
    part = next;
    inPart = 0;
  }

  /** The next part that the flags announce. */
  private Part after(Part before) {
    return switch (before) {
      case FIXED -> (flags & EXTRA) != 0 ? Part.EXTRA_LENGTH : after(Part.EXTRA_DATA);
      case EXTRA_LENGTH, EXTRA_DATA -> (flags & NAME) != 0 ? Part.NAME : after(Part.NAME);
      case NAME -> (flags & COMMENT) != 0 ? Part.COMMENT : after(Part.COMMENT);
      case COMMENT -> (flags & HEADER_CRC) != 0 ? Part.HEADER_CRC : Part.DONE;
      case HEADER_CRC, DONE -> Part.DONE;
    };
  }
}

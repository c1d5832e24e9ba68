package dev.skerry.handler.web.coding;

/** Reads over the head of a file of gzip (RFC 1952 §2.3), octet by octet. */
final class GzipHead {
  private static final int FIXED = 10;
  private static final int HAS_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private int count;
  private int flags;
  private int extraLength;
  private int left;

  /** Takes an octet; whether it was the last one. */
  boolean takes(byte octet) throws CodingProblem {
    int value = octet & 0xff;
    if (count < FIXED) {
      check(value);
      count++;
      return count == FIXED && isOver();
    }
    if ((flags & HAS_EXTRA) != 0) {
      extra(value);
    } else if ((flags & (HAS_NAME | HAS_COMMENT)) != 0) {
      if (value == 0) {
        flags &= (flags & HAS_NAME) != 0 ? ~HAS_NAME : ~HAS_COMMENT;
      }
    } else if (++left == 2) {
      flags &= ~HAS_CRC;
    }
    return isOver();
  }

  private boolean isOver() {
    return (flags & (HAS_CRC | HAS_EXTRA | HAS_NAME | HAS_COMMENT)) == 0;
  }

  private void check(int value) throws CodingProblem {
    boolean isWrong =
        switch (count) {
          case 0 -> value != 0x1f;
          case 1 -> value != 0x8b;
          case 2 -> value != 8;
          case 3 -> (value & RESERVED) != 0;
          default -> false;
        };
    if (isWrong) {
      throw new CodingProblem("the data does not begin as gzip does");
    }
    if (count == 3) {
      flags = value;
    }
  }

  /** Two octets of length, and so many more. */
  private void extra(int value) {
    int at = count++ - FIXED;
    if (at < 2) {
      extraLength |= value << (8 * at);
    }
    if (at >= 1 && at == 1 + extraLength) {
      flags &= ~HAS_EXTRA;
    }
  }
}

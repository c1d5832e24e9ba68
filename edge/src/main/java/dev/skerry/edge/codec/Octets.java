package dev.skerry.edge.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The classes of octets that the grammars of RFC 9110 and RFC 3986 know, as tables. */
final class Octets {
  static final byte CR = '\r';
  static final byte LF = '\n';
  static final byte SP = ' ';
  static final byte HTAB = '\t';

  private static final int PATH = 1;
  private static final int QUERY = 2;
  private static final int HOST = 4;
  private static final int HEX = 8;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private static final byte[] TOKEN_LOWER = new byte[256];
  private static final byte[] CLASSES = new byte[256];

  static {
    mark("!#$%&'*+-.^_`|~", c -> TOKEN_LOWER[c] = (byte) c);
    for (int c = '0'; c <= '9'; c++) {
      TOKEN_LOWER[c] = (byte) c;
      CLASSES[c] |= PATH | QUERY | HOST | HEX;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      TOKEN_LOWER[c] = (byte) c;
      TOKEN_LOWER[c - 32] = (byte) c;
      CLASSES[c] |= PATH | QUERY | HOST;
      CLASSES[c - 32] |= PATH | QUERY | HOST;
    }
    mark("abcdefABCDEF", c -> CLASSES[c] |= HEX);
    mark("-._~", c -> CLASSES[c] |= PATH | QUERY | HOST);
    mark("!$&'()*+,;=:@/%", c -> CLASSES[c] |= PATH | QUERY);
    // Not in RFC 3986, but browsers send these as they are (WHATWG URL, percent-encode sets).
    mark("[]|", c -> CLASSES[c] |= PATH | QUERY);
    mark("?{}\\^`", c -> CLASSES[c] |= QUERY);
  }

  private Octets() {}

  /** The octet in lower case if it may stand in a token (RFC 9110 §5.6.2), else 0. */
  static byte tokenLower(byte octet) {
    return TOKEN_LOWER[octet & 0xff];
  }

  static boolean isToken(byte octet) {
    return TOKEN_LOWER[octet & 0xff] != 0;
  }

  static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7e || TOKEN_LOWER[c] == 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether a field value may hold it: visible, space, tab, or above ASCII (RFC 9110 §5.5). */
  static boolean isFieldValue(byte octet) {
    return octet < 0 || (octet >= 0x20 && octet != 0x7f) || octet == HTAB;
  }

  /**
   * The place of the first octet that a field value may not hold, {@code to} if there is none.
   * Looks at eight at once: a subtraction borrows where an octet is less than a space, or is DEL
   * once that is taken for zero.
   */
  static int fieldValueEnd(byte[] octets, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long eight = (long) EIGHT.get(octets, i);
      long noDel = eight ^ (0x7f * ONES);
      if (((((eight - SP * ONES) & ~eight) | ((noDel - ONES) & ~noDel)) & TOPS) != 0) {
        break;
      }
    }
    while (i < to && isFieldValue(octets[i])) {
      i++;
    }
    return i;
  }

  static boolean isPath(byte octet) {
    return (CLASSES[octet & 0xff] & PATH) != 0;
  }

  static boolean isQuery(byte octet) {
    return (CLASSES[octet & 0xff] & QUERY) != 0;
  }

  /**
   * Whether a registered name may hold it: unreserved of RFC 3986, of which all real names are
   * made.
   */
  static boolean isHost(char c) {
    return c < 0x80 && (CLASSES[c] & HOST) != 0;
  }

  static boolean isHex(byte octet) {
    return (CLASSES[octet & 0xff] & HEX) != 0;
  }

  static boolean isSpace(byte octet) {
    return octet == SP || octet == HTAB;
  }

  private static void mark(String octets, java.util.function.IntConsumer marker) {
    octets.chars().forEach(marker);
  }
}

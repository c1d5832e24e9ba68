package dev.skerry.handler.web.encoding;

import org.jspecify.annotations.Nullable;

/** A decoder as the standard describes them: a step for each octet. Of one thread. */
public abstract sealed class LegacyDecoder
    permits Big5Decoder, EucJpDecoder, GbDecoder, EscapedJisDecoder, PairDecoder, UserDefined {
  /** What a step takes where there are no more octets. */
  static final int END = -1;

  /** What a step gives for what is no character. */
  static final int ERROR = -1;

  /** What a step gives when more octets are needed. */
  static final int MORE = -2;

  /** What a step gives at the end. */
  static final int OVER = -3;

  private static final int UNKNOWN = 0xfffd;

  private final int[] putBack = new int[3];
  private int putBackCount;

  /** The character that an octet ends, or one of the numbers above. */
  abstract int step(int octet);

  /** Begins anew. */
  abstract void reset();

  /** These octets are read again, in this order. */
  final void again(int... octets) {
    for (int i = octets.length - 1; i >= 0; i--) {
      if (octets[i] != END) {
        putBack[putBackCount++] = octets[i];
      }
    }
  }

  static boolean isWithin(int octet, int from, int to) {
    return octet >= from && octet <= to;
  }

  /**
   * The text of more octets, with U+FFFD for what is no character.
   *
   * @param isLast whether no more follow
   * @param fatal whether to give null where something is no character
   */
  public final @Nullable String decode(byte[] octets, boolean isLast, boolean fatal) {
    StringBuilder text = new StringBuilder(octets.length);
    int at = 0;
    while (putBackCount > 0 || at < octets.length || isLast) {
      int octet =
          putBackCount > 0
              ? putBack[--putBackCount]
              : at < octets.length ? octets[at++] & 0xff : END;
      int result = step(octet);
      if (result == OVER) {
        break;
      }
      if (result == ERROR && fatal) {
        begin();
        return null;
      }
      if (result != MORE) {
        append(text, result == ERROR ? UNKNOWN : result);
      }
    }
    if (isLast) {
      begin();
    }
    return text.toString();
  }

  private void begin() {
    putBackCount = 0;
    reset();
  }

  /** Two characters where one is a mark on the other. */
  private static void append(StringBuilder text, int result) {
    text.appendCodePoint(result & 0x1fffff);
    if (result >> 21 != 0) {
      text.appendCodePoint(result >> 21);
    }
  }
}

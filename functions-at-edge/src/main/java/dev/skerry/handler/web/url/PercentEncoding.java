package dev.skerry.handler.web.url;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Percent-encoding, and the sets of what is encoded where (URL Standard §1.3). */
public final class PercentEncoding {
  static final BitSet C0_CONTROL = with(new BitSet(128), "");
  static final BitSet FRAGMENT = with(C0_CONTROL, " \"<>`");
  static final BitSet QUERY = with(C0_CONTROL, " \"#<>");
  static final BitSet SPECIAL_QUERY = with(QUERY, "'");
  static final BitSet PATH = with(QUERY, "?^`{}");
  static final BitSet USERINFO = with(PATH, "/:;=@[\\]|");

  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  private static BitSet with(BitSet set, String more) {
    BitSet wider = (BitSet) set.clone();
    wider.set(0, 0x20);
    wider.set(0x7F);
    more.chars().forEach(wider::set);
    return wider;
  }

  /** Appends a code point in UTF-8, encoded if the set has it or it is not ASCII. */
  static void append(StringBuilder out, int c, BitSet set) {
    if (c < 0x80) {
      if (set.get(c)) {
        octet(out, c);
      } else {
        out.append((char) c);
      }
      return;
    }
    for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      octet(out, octet & 0xFF);
    }
  }

  private static void octet(StringBuilder out, int octet) {
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
  }

  static String encode(String text, BitSet set) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int c : CodePoints.of(text)) {
      append(out, c, set);
    }
    return out.toString();
  }

  /** The text that percent-encoded UTF-8 stands for; what is malformed becomes U+FFFD. */
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    int size = 0;
    for (int i = 0; i < in.length; i++) {
      boolean isEncoded =
          in[i] == '%'
              && i + 2 < in.length
              && Character.digit(in[i + 1], 16) >= 0
              && Character.digit(in[i + 2], 16) >= 0;
      if (isEncoded) {
        in[size++] = (byte) (Character.digit(in[i + 1], 16) << 4 | Character.digit(in[i + 2], 16));
        i += 2;
      } else {
        in[size++] = in[i];
      }
    }
    return new String(in, 0, size, StandardCharsets.UTF_8);
  }
}

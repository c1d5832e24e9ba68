package dev.skerry.handler.web.encoding;

import java.nio.charset.Charset;

/** GB18030, which GBK is decoded as, too (§10.2.1): characters of one, two and four octets. */
final class GbDecoder extends LegacyDecoder {
  private static final Charset CHARSET = Charset.forName("GB18030");

  private final Index index = Index.of("GB18030");
  private int first;
  private int second;
  private int third;

  @Override
  int step(int octet) {
    if (octet == END) {
      int result = first == 0 ? OVER : ERROR;
      reset();
      return result;
    }
    if (third != 0) {
      return fourth(octet);
    }
    if (second != 0) {
      if (isWithin(octet, 0x81, 0xfe)) {
        third = octet;
        return MORE;
      }
      again(second, octet);
      reset();
      return ERROR;
    }
    return first == 0 ? begin(octet) : afterFirst(octet);
  }

  private int begin(int octet) {
    if (octet < 0x80) {
      return octet;
    }
    if (octet == 0x80) {
      return 0x20ac;
    }
    if (octet == 0xff) {
      return ERROR;
    }
    first = octet;
    return MORE;
  }

  private int afterFirst(int octet) {
    if (isWithin(octet, 0x30, 0x39)) {
      second = octet;
      return MORE;
    }
    int lead = first;
    first = 0;
    boolean trails = isWithin(octet, 0x40, 0x7e) || isWithin(octet, 0x80, 0xfe);
    int result = trails ? index.character(lead, octet) : ERROR;
    if (result == ERROR && octet < 0x80) {
      again(octet);
    }
    return result;
  }

  private int fourth(int octet) {
    if (!isWithin(octet, 0x30, 0x39)) {
      again(second, third, octet);
      reset();
      return ERROR;
    }
    byte[] octets = {(byte) first, (byte) second, (byte) third, (byte) octet};
    reset();
    String text = new String(octets, CHARSET);
    boolean isOne = text.codePointCount(0, text.length()) == 1;
    return isOne && text.charAt(0) != '\ufffd' ? text.codePointAt(0) : ERROR;
  }

  @Override
  void reset() {
    first = 0;
    second = 0;
    third = 0;
  }
}

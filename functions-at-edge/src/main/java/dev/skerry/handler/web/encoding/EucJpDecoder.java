package dev.skerry.handler.web.encoding;

/** EUC-JP (§12.1.1). */
final class EucJpDecoder extends LegacyDecoder {
  private static final int KATAKANA = 0xff61 - 0xa1;

  private int lead;
  private boolean is0212;

  @Override
  int step(int octet) {
    if (octet == END) {
      int result = lead == 0 ? OVER : ERROR;
      reset();
      return result;
    }
    if (lead != 0) {
      return trail(octet);
    }
    if (octet < 0x80) {
      return octet;
    }
    if (octet != 0x8e && octet != 0x8f && !isWithin(octet, 0xa1, 0xfe)) {
      return ERROR;
    }
    lead = octet;
    return MORE;
  }

  private int trail(int octet) {
    int first = lead;
    lead = 0;
    if (first == 0x8e && isWithin(octet, 0xa1, 0xdf)) {
      return octet + KATAKANA;
    }
    if (first == 0x8f && isWithin(octet, 0xa1, 0xfe)) {
      is0212 = true;
      lead = octet;
      return MORE;
    }
    int result = ERROR;
    if (isWithin(first, 0xa1, 0xfe) && isWithin(octet, 0xa1, 0xfe)) {
      result =
          is0212
              ? Index.jis0212().character(first, octet)
              : Index.jis0208(first - 0xa1, octet - 0xa1);
    }
    is0212 = false;
    if (result == ERROR && octet < 0x80) {
      again(octet);
    }
    return result;
  }

  @Override
  void reset() {
    lead = 0;
    is0212 = false;
  }
}

package dev.skerry.handler.web.encoding;

/** Shift_JIS (§12.3.1) and EUC-KR (§14.1.1): characters of one octet and of two. */
final class PairDecoder extends LegacyDecoder {
  private static final int KATAKANA = 0xff61 - 0xa1;
  private static final int PRIVATE_FROM = 8_836;
  private static final int PRIVATE_TO = 10_715;

  private final Index index;
  private final boolean isShiftJis;
  private int lead;

  private PairDecoder(String charset, boolean isShiftJis) {
    this.index = Index.of(charset);
    this.isShiftJis = isShiftJis;
  }

  static PairDecoder shiftJis() {
    return new PairDecoder("windows-31j", true);
  }

  static PairDecoder eucKr() {
    return new PairDecoder("x-windows-949", false);
  }

  @Override
  int step(int octet) {
    if (octet == END) {
      int result = lead == 0 ? OVER : ERROR;
      lead = 0;
      return result;
    }
    if (lead != 0) {
      return trail(octet);
    }
    if (octet < 0x80 || (isShiftJis && octet == 0x80)) {
      return octet;
    }
    if (isShiftJis && isWithin(octet, 0xa1, 0xdf)) {
      return octet + KATAKANA;
    }
    boolean leads =
        isShiftJis
            ? isWithin(octet, 0x81, 0x9f) || isWithin(octet, 0xe0, 0xfc)
            : isWithin(octet, 0x81, 0xfe);
    if (!leads) {
      return ERROR;
    }
    lead = octet;
    return MORE;
  }

  private int trail(int octet) {
    int result = isShiftJis ? japanese(octet) : korean(octet);
    lead = 0;
    if (result == ERROR && octet < 0x80) {
      again(octet);
    }
    return result;
  }

  private int japanese(int octet) {
    if (!isWithin(octet, 0x40, 0x7e) && !isWithin(octet, 0x80, 0xfc)) {
      return ERROR;
    }
    int row = lead - (lead < 0xa0 ? 0x81 : 0xc1);
    int pointer = row * 188 + octet - (octet < 0x7f ? 0x40 : 0x41);
    return isWithin(pointer, PRIVATE_FROM, PRIVATE_TO)
        ? 0xe000 - PRIVATE_FROM + pointer
        : index.character(lead, octet);
  }

  private int korean(int octet) {
    return isWithin(octet, 0x41, 0xfe) ? index.character(lead, octet) : ERROR;
  }

  @Override
  void reset() {
    lead = 0;
  }
}

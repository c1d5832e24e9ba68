package dev.skerry.handler.web.encoding;

/** Big5 with the characters of Hong Kong (§11.1.1). */
final class Big5Decoder extends LegacyDecoder {
  private static final int MACRON = 0x304 << 21;
  private static final int CARON = 0x30c << 21;

  private final Index index = Index.of("Big5-HKSCS");
  private int lead;

  @Override
  int step(int octet) {
    if (octet == END) {
      int result = lead == 0 ? OVER : ERROR;
      lead = 0;
      return result;
    }
    if (lead != 0) {
      int result = character(octet);
      lead = 0;
      if (result == ERROR && octet < 0x80) {
        again(octet);
      }
      return result;
    }
    if (octet < 0x80) {
      return octet;
    }
    if (!isWithin(octet, 0x81, 0xfe)) {
      return ERROR;
    }
    lead = octet;
    return MORE;
  }

  private int character(int octet) {
    if (!isWithin(octet, 0x40, 0x7e) && !isWithin(octet, 0xa1, 0xfe)) {
      return ERROR;
    }
    return switch ((lead << 8) | octet) {
      case 0x8862 -> 0xca | MACRON;
      case 0x8864 -> 0xca | CARON;
      case 0x88a3 -> 0xea | MACRON;
      case 0x88a5 -> 0xea | CARON;
      default -> index.character(lead, octet);
    };
  }

  @Override
  void reset() {
    lead = 0;
  }
}

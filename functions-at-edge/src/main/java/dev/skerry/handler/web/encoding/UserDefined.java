package dev.skerry.handler.web.encoding;

/** x-user-defined (§14.5.1): octets above ASCII in the private use area. */
final class UserDefined extends LegacyDecoder {
  @Override
  int step(int octet) {
    return octet == END ? OVER : octet < 0x80 ? octet : 0xf780 + octet - 0x80;
  }

  @Override
  void reset() {
    // It keeps nothing.
  }
}

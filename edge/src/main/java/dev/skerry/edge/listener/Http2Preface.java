package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** The octets with which a client begins HTTP/2 (RFC 9113 §3.4). */
final class Http2Preface {
  private static final byte[] OCTETS = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  static final int LENGTH = OCTETS.length;

  private Http2Preface() {}

  /** How many octets of the preface the buffer begins with. */
  static int matched(ByteBuf in) {
    int length = Math.min(LENGTH, in.readableBytes());
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != OCTETS[i]) {
        return i;
      }
    }
    return length;
  }
}

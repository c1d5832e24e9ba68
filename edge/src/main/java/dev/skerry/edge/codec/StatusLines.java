package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The status lines of HTTP/1.1 for the statuses 100 to 599, made once. */
final class StatusLines {
  private static final int FIRST = 100;
  private static final int LAST = 599;
  private static final byte[][] LINES = new byte[LAST - FIRST + 1][];

  static {
    for (int status = FIRST; status <= LAST; status++) {
      LINES[status - FIRST] =
          ("HTTP/1.1 " + status + ' ' + reason(status) + "\r\n").getBytes(US_ASCII);
    }
  }

  private StatusLines() {}

  static byte[] of(int status) {
    if (status < FIRST || status > LAST) {
      throw new IllegalArgumentException("a status must be 100 to 599, got " + status);
    }
    return LINES[status - FIRST];
  }

  /** The reason phrase (RFC 9110 §15), empty where none is registered. */
  private static String reason(int status) {
    if (status == 103) {
      return "Early Hints";
    }
    HttpResponseStatus known = HttpResponseStatus.valueOf(status);
    String phrase = known.reasonPhrase();
    // Netty names what it does not know after its class and number: "Client Error (499)".
    return phrase.endsWith(")") ? "" : phrase;
  }
}

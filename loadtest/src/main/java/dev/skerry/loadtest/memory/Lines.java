package dev.skerry.loadtest.memory;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines of HTTP/1.1. */
final class Lines {
  private Lines() {}

  /** The next line without its end; empty at the end of a head, and of the stream. */
  static String read(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }
}

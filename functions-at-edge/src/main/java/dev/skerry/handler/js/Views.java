package dev.skerry.handler.js;

import org.graalvm.polyglot.Value;

/** Octets that come from a script. */
final class Views {
  private Views() {}

  /** A copy of what a typed array shows. */
  static byte[] octets(Value view) {
    byte[] octets = new byte[Math.toIntExact(view.getMember("byteLength").asLong())];
    if (octets.length > 0) {
      long offset = view.getMember("byteOffset").asLong();
      view.getMember("buffer").readBuffer(offset, octets, 0, octets.length);
    }
    return octets;
  }
}

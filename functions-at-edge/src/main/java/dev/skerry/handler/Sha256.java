package dev.skerry.handler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 that is being made, by one thread: what versions and their parts are told apart by. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes in octets as they are. */
  Sha256 octets(byte[] octets) {
    digest.update(octets);
    return this;
  }

  /** Takes in a text with its length, so that no two lists of texts look alike. */
  Sha256 text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
    return octets(utf8);
  }

  /** What was taken in, in hexadecimal; nothing more may follow. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

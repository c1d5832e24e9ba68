package dev.skerry.handler;

import java.nio.charset.StandardCharsets;

/** What an author wrote, or had compiled: octets that do not change. Equal ones are the same. */
public final class HandlerCode {
  private final byte[] octets;
  private final String digest;

  private HandlerCode(byte[] octets) {
    this.octets = octets;
    this.digest = new Sha256().octets(octets).hex();
  }

  /** A source. */
  public static HandlerCode of(String text) {
    return new HandlerCode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file as it was read; the array is copied. */
  public static HandlerCode of(byte[] octets) {
    return new HandlerCode(octets.clone());
  }

  /** The code as a source in UTF-8. */
  public String text() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  /** SHA-256 in hexadecimal: what versions are told apart by. */
  public String digest() {
    return digest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HandlerCode code && code.digest.equals(digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /** The beginning of the digest, for messages. */
  @Override
  public String toString() {
    return digest.substring(0, 12);
  }
}

package dev.skerry.handler.web.crypto;

import java.security.SecureRandom;

/**
 * A source of chance that gives what it was given: by it the JDK makes the public half of a private
 * key that is known, which it has no other way to do.
 */
final class GivenChance extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final byte[] octets;

  GivenChance(byte[] octets) {
    this.octets = octets.clone();
  }

  @Override
  public void nextBytes(byte[] into) {
    if (into.length != octets.length) {
      throw new IllegalStateException(
          "a private key is drawn of " + into.length + " octets, expected " + octets.length);
    }
    System.arraycopy(octets, 0, into, 0, octets.length);
  }
}

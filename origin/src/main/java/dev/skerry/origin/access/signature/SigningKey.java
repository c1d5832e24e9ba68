package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import javax.crypto.Mac;

/** The key that a secret gives for a scope, ready to sign with. May be used by any thread. */
public final class SigningKey {
  private final byte[] key;

  /** Copied for each text, as the key's own two blocks are hashed once so. */
  private final Mac keyed;

  SigningKey(byte[] key) {
    this.key = key;
    this.keyed = Hashes.keyed(key);
  }

  /** The signature of a text of which each char is an octet, in lower-case hexadecimal. */
  String sign(String text) {
    return Hashes.hex(mac().doFinal(text.getBytes(ISO_8859_1)));
  }

  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      return Hashes.keyed(key);
    }
  }
}

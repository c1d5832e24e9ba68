package dev.skerry.handler.web.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys that are made of secrets: HKDF (RFC 5869) and PBKDF2 (RFC 8018 §5.2). */
public final class Derivations {
  /** Iterations times blocks of PBKDF2, which cannot be stopped on the way. */
  private static final long ROUNDS_MAX = 1_000_000;

  private Derivations() {}

  /** The code of data under a key, which may be empty. */
  static Mac hmac(String hash, byte[] key) {
    String name = "Hmac" + hash.replace("-", "");
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(key.length == 0 ? new EmptyKey(name) : new SecretKeySpec(key, name));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA", e);
    }
  }

  /** A key of no octets, which {@link SecretKeySpec} refuses. */
  private record EmptyKey(String algorithm) implements SecretKey {
    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  /** The code of data under a key, as it is. */
  public static byte[] hmac(String hash, byte[] key, byte[] data) {
    return hmac(hash, key).doFinal(data);
  }

  /**
   * So many octets by HKDF.
   *
   * @throws CryptoProblem if they are more than the digest allows
   */
  public static byte[] hkdf(String hash, byte[] secret, byte[] salt, byte[] info, int length)
      throws CryptoProblem {
    Mac mac = hmac(hash, hmac(hash, salt, secret));
    if (length > 255 * mac.getMacLength()) {
      throw CryptoProblem.operation("HKDF gives no " + length + " octets");
    }
    int blocks = (length + mac.getMacLength() - 1) / mac.getMacLength();
    if (blocks * rounds(info) > ROUNDS_MAX) {
      throw CryptoProblem.notSupported(
          "HKDF with an info of " + info.length + " octets takes too long");
    }
    ByteBuffer all = ByteBuffer.allocate(length + mac.getMacLength());
    byte[] block = new byte[0];
    for (int i = 1; all.position() < length; i++) {
      mac.update(block);
      mac.update(info);
      block = mac.doFinal(new byte[] {(byte) i});
      all.put(block);
    }
    return Arrays.copyOf(all.array(), length);
  }

  /** How many rounds cost what it costs to hash that once. */
  private static long rounds(byte[] hashed) {
    return 1L + hashed.length / 64;
  }

  private static int blocks(int size, int length) {
    return (length + size - 1) / size;
  }

  /** How many blocks PBKDF2 makes, each by all its iterations, for so many octets. */
  public static int blocks(String hash, int length) {
    return blocks(hmac(hash, new byte[0]).getMacLength(), length);
  }

  /**
   * So many octets by PBKDF2.
   *
   * @throws CryptoProblem if it would take too long
   */
  public static byte[] pbkdf2(String hash, byte[] secret, byte[] salt, int rounds, int length)
      throws CryptoProblem {
    if (rounds < 1 || length < 0) {
      throw CryptoProblem.notSupported(
          "PBKDF2 of " + rounds + " iterations for " + length + " octets is not possible");
    }
    Mac mac = hmac(hash, secret);
    int size = mac.getMacLength();
    int blocks = blocks(size, length);
    if (blocks * (rounds + rounds(salt)) > ROUNDS_MAX) {
      throw CryptoProblem.notSupported(
          "PBKDF2 of "
              + rounds
              + " iterations for "
              + length
              + " octets with a salt of "
              + salt.length
              + " takes too long");
    }
    byte[] all = new byte[blocks * size];
    for (int i = 1; i <= blocks; i++) {
      mac.update(salt);
      byte[] block = mac.doFinal(ByteBuffer.allocate(4).putInt(i).array());
      byte[] sum = block.clone();
      for (int round = 1; round < rounds; round++) {
        block = mac.doFinal(block);
        for (int j = 0; j < size; j++) {
          sum[j] ^= block[j];
        }
      }
      System.arraycopy(sum, 0, all, (i - 1) * size, size);
    }
    return Arrays.copyOf(all, length);
  }
}

package dev.skerry.handler.wasm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Unpredictable octets for one instance: digests of a secret seed and a counter, none of them given
 * twice. Of its own, and not the shared generator, whose locks handler code could leave in disorder
 * when it runs out of stack.
 */
final class CallRandom {
  private static final SecureRandom SEEDS = new SecureRandom();
  private static final int SEED_OCTETS = 32;

  private final byte[] seed = new byte[SEED_OCTETS];
  private final MessageDigest digest;
  private byte @Nullable [] block;
  private int used;
  private long counter;

  CallRandom() {
    SEEDS.nextBytes(seed);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** So many octets. */
  byte[] octets(int count) {
    byte[] octets = new byte[count];
    for (int at = 0; at < count; ) {
      byte[] from = block;
      if (from == null || used == from.length) {
        from = next();
        block = from;
        used = 0;
      }
      int length = Math.min(count - at, from.length - used);
      System.arraycopy(from, used, octets, at, length);
      used += length;
      at += length;
    }
    return octets;
  }

  private byte[] next() {
    digest.update(seed);
    long number = counter++;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (number >>> shift));
    }
    return digest.digest();
  }
}

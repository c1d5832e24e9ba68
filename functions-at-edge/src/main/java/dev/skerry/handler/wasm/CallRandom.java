package dev.skerry.handler.wasm;

import dev.skerry.handler.host.StackRoom;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Unpredictable octets for one instance: digests of a secret seed, drawn when the first is asked
 * for, and a counter; none of them given twice. So no instance waits for the shared generator's
 * lock more than once, nor leaves it in disorder when it runs out of stack.
 */
final class CallRandom {
  private static final SecureRandom SEEDS = new SecureRandom();
  private static final int SEED_OCTETS = 32;

  private @Nullable MessageDigest digest;
  private byte[] seed = {};
  private byte @Nullable [] block;
  private int used;
  private long counter;

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
    MessageDigest digest = begun();
    digest.update(seed);
    long number = counter++;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (number >>> shift));
    }
    return digest.digest();
  }

  /** Most calls ask for none, and a seed costs more than all else that begins with an instance. */
  private MessageDigest begun() {
    MessageDigest begun = digest;
    if (begun == null) {
      StackRoom.ensure();
      byte[] drawn = new byte[SEED_OCTETS];
      SEEDS.nextBytes(drawn);
      begun = sha256();
      seed = drawn;
      digest = begun;
    }
    return begun;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

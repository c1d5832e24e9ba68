package dev.skerry.origin.objects.s3.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Checksum;

/** A checksum to which octets are added as they come. Used by one thread at a time. */
public interface RunningChecksum {
  /** Adds octets. */
  void update(byte[] octets, int from, int length);

  /** The checksum of all that was added; nothing is added afterwards. */
  byte[] value();

  /** One of the JDK's cyclic redundancy checks, or of that form. */
  static RunningChecksum of(Checksum checksum, int bytes) {
    return new RunningChecksum() {
      @Override
      public void update(byte[] octets, int from, int length) {
        checksum.update(octets, from, length);
      }

      @Override
      public byte[] value() {
        return octets(checksum.getValue(), bytes);
      }
    };
  }

  /** One of the JDK's message digests. */
  static RunningChecksum of(String algorithm) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
    return new RunningChecksum() {
      @Override
      public void update(byte[] octets, int from, int length) {
        digest.update(octets, from, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  /** The lowest octets of a number, the highest of them first. */
  static byte[] octets(long number, int bytes) {
    byte[] octets = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      octets[i] = (byte) (number >>> (8 * (bytes - 1 - i)));
    }
    return octets;
  }
}

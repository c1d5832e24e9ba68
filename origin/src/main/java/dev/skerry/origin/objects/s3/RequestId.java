package dev.skerry.origin.objects.s3;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How one call is named, to be found again.
 *
 * @param id 16 of {@code 0-9 A-Z}
 * @param host 76 characters of Base64
 */
record RequestId(String id, String host) {
  private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int LENGTH = 16;
  private static final int HOST_BYTES = 56;

  /** A new one. */
  static RequestId next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = DIGITS.charAt(random.nextInt(DIGITS.length()));
    }
    byte[] host = new byte[HOST_BYTES];
    random.nextBytes(host);
    return new RequestId(new String(id), Base64.getEncoder().encodeToString(host));
  }
}

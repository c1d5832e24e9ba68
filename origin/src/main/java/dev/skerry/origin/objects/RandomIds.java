package dev.skerry.origin.objects;

import java.security.SecureRandom;

/** Numbers that nobody can guess. May be used by any thread. */
final class RandomIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  static long next() {
    return RANDOM.nextLong();
  }
}

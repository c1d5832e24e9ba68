package dev.skerry.handler.web.crypto;

import org.jspecify.annotations.Nullable;

/** The private halves of keys, which are asked for only where they are. */
final class KeyHalves {
  private KeyHalves() {}

  static <T> T secret(@Nullable T half) {
    if (half == null) {
      throw new IllegalStateException("the library asks a public key for its private half");
    }
    return half;
  }
}

package dev.skerry.edge.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Text that must not be shown: it prints as stars. */
public final class Secret {
  private final byte[] utf8;

  public Secret(String text) {
    utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  /** A copy of the secret in UTF-8. */
  public byte[] utf8() {
    return utf8.clone();
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Secret other && MessageDigest.isEqual(utf8, other.utf8);
  }

  @Override
  public int hashCode() {
    return 0; // says nothing of the secret; never a key of a large table
  }

  @Override
  public String toString() {
    return "***";
  }
}

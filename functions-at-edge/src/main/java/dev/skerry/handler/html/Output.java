package dev.skerry.handler.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Octets on their way out. */
final class Output {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  void raw(byte[] from, int at, int end) {
    octets.write(from, at, end - at);
  }

  /** Nothing for null. */
  void text(@Nullable CharSequence text) {
    if (text != null && !text.isEmpty()) {
      octets.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  byte[] take() {
    byte[] all = octets.toByteArray();
    octets.reset();
    return all;
  }
}

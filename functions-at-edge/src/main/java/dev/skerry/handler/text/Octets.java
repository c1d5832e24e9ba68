package dev.skerry.handler.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Octets as texts: the encodings that handlers may name. */
public final class Octets {
  private Octets() {}

  /** The octets that a text stands for; what does not belong into base64 is passed over. */
  public static byte[] read(String text, String encoding) {
    return switch (encoding) {
      case "utf8" -> text.getBytes(StandardCharsets.UTF_8);
      case "latin1" -> text.getBytes(StandardCharsets.ISO_8859_1);
      case "hex" -> HexFormat.of().parseHex(text);
      case "base64", "base64url" -> base64(text);
      default -> throw unknown(encoding);
    };
  }

  /** Both alphabets, with or without padding, as Node.js reads them. */
  private static byte[] base64(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        break;
      } else if (c == '-' || c == '+') {
        clean.append('+');
      } else if (c == '_' || c == '/') {
        clean.append('/');
      } else if (c < 128 && Character.isLetterOrDigit(c)) {
        clean.append(c);
      }
    }
    if (clean.length() % 4 == 1) {
      clean.setLength(clean.length() - 1);
    }
    return Base64.getDecoder().decode(clean.toString());
  }

  /** What is left of a buffer as a text; the buffer stays as it is. */
  static String write(ByteBuffer buffer, String encoding) {
    byte[] octets = new byte[buffer.remaining()];
    buffer.duplicate().get(octets);
    return write(octets, encoding);
  }

  /** Octets as a text. */
  public static String write(byte[] octets, String encoding) {
    return switch (encoding) {
      case "utf8" -> new String(octets, StandardCharsets.UTF_8);
      case "latin1" -> new String(octets, StandardCharsets.ISO_8859_1);
      case "hex" -> HexFormat.of().formatHex(octets);
      case "base64" -> Base64.getEncoder().encodeToString(octets);
      case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
      default -> throw unknown(encoding);
    };
  }

  private static IllegalArgumentException unknown(String encoding) {
    return new IllegalArgumentException("there is no encoding " + encoding);
  }
}

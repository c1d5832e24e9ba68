package dev.skerry.control.tables;

import dev.skerry.control.api.CallMemory;
import dev.skerry.http.Weighted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The one coding of content that the table API takes and gives. */
final class Gzip {
  static final String NAME = "gzip";

  private Gzip() {}

  /** Whether a field {@code accept-encoding} wants it. */
  static boolean isAccepted(@Nullable String acceptEncoding) {
    if (acceptEncoding == null || acceptEncoding.equals("identity")) {
      return false;
    }
    for (Weighted choice : Weighted.parse(acceptEncoding)) {
      if (choice.value().equals(NAME)) {
        return choice.thousandths() > 0;
      }
    }
    return false;
  }

  static byte[] encode(byte[] octets) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(octets.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(encoded)) {
      out.write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoded.toByteArray();
  }

  /**
   * Decodes content.
   *
   * @param most octets that it may have then
   * @param memory of which what is decoded is taken
   */
  static Decoded decode(byte[] octets, int most, CallMemory memory) {
    return new GzipDecoder(octets, most, memory).decode();
  }
}

package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.util.HexFormat;

/**
 * The name of a content, never used again.
 *
 * @param micros about when it was made, in microseconds since 1970, so that rows of contents are
 *     about in the order of time
 * @param random the rest
 */
public record ContentId(long micros, long random) {
  /** Octets of an id. */
  static final int BYTES = 2 * Long.BYTES;

  private static final HexFormat HEX = HexFormat.of();

  static ContentId of(String text) {
    return new ContentId(
        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
  }

  /** Whether a file's name is an id's. */
  static boolean isName(String text) {
    return text.length() == 2 * BYTES && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** Appends it to a value. */
  public static void write(ValueWriter out, ContentId id) {
    out.fixed64(id.micros).fixed64(id.random);
  }

  /** The id that {@link #write} wrote. */
  public static ContentId read(ValueReader in) {
    return new ContentId(in.fixed64(), in.fixed64());
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(micros) + HEX.toHexDigits(random);
  }
}

package dev.skerry.origin.objects;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of an upload in parts, which nobody can guess; those of a key are in the order of time.
 *
 * @param micros about when it began, in microseconds since 1970
 * @param random the rest
 */
public record UploadId(long micros, long random) {
  private static final HexFormat HEX = HexFormat.of();

  /** The id of a text that {@link #text} gave, or null for any other. */
  public static @Nullable UploadId parse(String text) {
    if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    UploadId id =
        new UploadId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, 32));
    return id.text().equals(text) ? id : null;
  }

  /** 32 hexadecimal digits. */
  public String text() {
    return HEX.toHexDigits(micros) + HEX.toHexDigits(random);
  }

  @Override
  public String toString() {
    return text();
  }
}

package dev.skerry.origin.objects;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a version of a key: {@code null}, or one that nobody can guess.
 *
 * @param sequence the place among the versions of the key; 0 in {@link #NULL}, which has one too
 * @param random the rest
 */
public record VersionId(long sequence, long random) {
  /** The id of versions that were made while a bucket did not keep versions. */
  public static final VersionId NULL = new VersionId(0, 0);

  private static final String NULL_TEXT = "null";
  private static final HexFormat HEX = HexFormat.of();

  /** The id of a text that {@link #text} gave, or null for any other. */
  public static @Nullable VersionId parse(String text) {
    if (text.equals(NULL_TEXT)) {
      return NULL;
    }
    if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    VersionId id =
        new VersionId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, 32));
    return id.sequence > 0 && id.text().equals(text) ? id : null;
  }

  /** Whether it is {@link #NULL}. */
  public boolean isNull() {
    return sequence == 0;
  }

  /** It as S3's clients see it. */
  public String text() {
    return isNull() ? NULL_TEXT : HEX.toHexDigits(sequence) + HEX.toHexDigits(random);
  }

  @Override
  public String toString() {
    return text();
  }
}

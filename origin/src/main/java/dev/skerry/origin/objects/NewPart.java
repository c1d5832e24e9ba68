package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/**
 * A part that is to be kept.
 *
 * @param number 1 to 10,000
 * @param etag without quotation marks
 * @param checksum of the upload's algorithm, or null
 */
public record NewPart(int number, String etag, @Nullable String checksum) {
  /** The greatest number of a part. */
  public static final int NUMBER_MOST = 10_000;

  /** Refuses numbers that no part has. */
  public NewPart {
    if (number < 1 || number > NUMBER_MOST) {
      throw new ObjectsException(
          ObjectsError.INVALID_ARGUMENT,
          "a part has the number %d, expected 1 to %d".formatted(number, NUMBER_MOST));
    }
  }
}

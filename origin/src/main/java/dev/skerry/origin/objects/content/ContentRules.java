package dev.skerry.origin.objects.content;

import java.time.InstantSource;

/**
 * What holds for contents wherever they are kept.
 *
 * @param inlineBytes contents up to so many octets are in the engine with their row; at most
 *     {@value #INLINE_BYTES_MOST}
 * @param keys under which they are encrypted by the store itself
 */
public record ContentRules(int inlineBytes, DataKeys keys, InstantSource clock) {
  /** What fits into a row with all that is beside it. */
  static final int INLINE_BYTES_MOST = 64 << 10;

  /** As it is best for most. */
  static final int INLINE_BYTES = 16 << 10;

  /** Refuses bounds that cannot be kept. */
  public ContentRules {
    checkInline(inlineBytes);
  }

  /** As they are best for most. */
  public static ContentRules of(DataKeys keys, InstantSource clock) {
    return new ContentRules(INLINE_BYTES, keys, clock);
  }

  static void checkInline(int inlineBytes) {
    if (inlineBytes < 0 || inlineBytes > INLINE_BYTES_MOST) {
      throw new IllegalArgumentException(
          "contents of " + inlineBytes + " in rows, expected 0 to " + INLINE_BYTES_MOST);
    }
  }
}

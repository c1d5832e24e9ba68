package dev.skerry.edge.codec;

/**
 * How large the head of a message may be.
 *
 * @param targetBytes of the request target; longer is a 414
 * @param headerBytes of all field lines with their line ends (of the trailer section likewise); more is
 *     a 431
 * @param headerCount of field lines; more is a 431
 */
public record HeadLimits(int targetBytes, int headerBytes, int headerCount) {
  /** What is allowed where nobody says otherwise. */
  public static final HeadLimits DEFAULT = new HeadLimits(16 * 1024, 64 * 1024, 128);

  public HeadLimits {
    if (targetBytes < 1 || headerBytes < 1 || headerCount < 1) {
      throw new IllegalArgumentException(
          "limits must be positive, got %d, %d, %d"
              .formatted(targetBytes, headerBytes, headerCount));
    }
  }
}

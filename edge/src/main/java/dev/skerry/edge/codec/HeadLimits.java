package dev.skerry.edge.codec;

/**
 * How large the head of a message and what stands around its content may be.
 *
 * @param targetBytes of the request target; longer is a 414
 * @param headerBytes of the request line and all field lines with their line ends; more is a 431
 * @param headerCount of field lines; more is a 431
 * @param trailerBytes of the trailer section with its line ends
 * @param extensionBytes of all chunk extensions of one message
 */
public record HeadLimits(
    int targetBytes, int headerBytes, int headerCount, int trailerBytes, int extensionBytes) {
  /** What is allowed where nobody says otherwise. */
  public static final HeadLimits DEFAULT = new HeadLimits(16 * 1024, 64 * 1024, 128);

  public HeadLimits {
    if (targetBytes < 1 || headerBytes < 1 || headerCount < 1) {
      throw new IllegalArgumentException(
          "limits must be positive, got %d, %d, %d"
              .formatted(targetBytes, headerBytes, headerCount));
    }
    if (trailerBytes < 0 || extensionBytes < 0) {
      throw new IllegalArgumentException(
          "limits must not be negative, got %d, %d".formatted(trailerBytes, extensionBytes));
    }
  }

  /** Limits of a head, with those around the content at their defaults. */
  public HeadLimits(int targetBytes, int headerBytes, int headerCount) {
    this(targetBytes, headerBytes, headerCount, 8 * 1024, 4 * 1024);
  }
}

package dev.skerry.control.api;

/**
 * What all calls together may cost.
 *
 * @param calls under way at once; further ones meet {@link Obstacle#BUSY}
 * @param contentBytes of memory for content that is being received, worked on or sent; a call for
 *     which there is none meets {@link Obstacle#BUSY}. As much again is for content that is made
 *     while it is sent
 */
public record ApiLimits(int calls, long contentBytes) {
  private static final int USUAL_CALLS = 4_096;
  private static final int SHARE_OF_HEAP = 8;
  private static final long LEAST_CONTENT_BYTES = 64L << 20;

  /** 4,096 calls, and an eighth of the heap, 64 MiB at least, for content. */
  public static ApiLimits ofThisMachine() {
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    return new ApiLimits(USUAL_CALLS, Math.max(LEAST_CONTENT_BYTES, share));
  }
}

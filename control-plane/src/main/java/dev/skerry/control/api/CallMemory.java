package dev.skerry.control.api;

/**
 * The memory that a service takes for one call beside its content: for what it decodes and reads
 * out of it. What is not given back is when the call is answered. One thread at a time.
 */
public interface CallMemory {
  /**
   * Takes so many bytes more, before they are held.
   *
   * @return false, and nothing was taken, if there are not so many: as {@link Obstacle#BUSY}
   */
  boolean take(long bytes);

  /** Gives some of it back, which is not held any more. */
  void give(long bytes);
}

package dev.skerry.edge.flow;

/**
 * The head of a stored response in the form in which a viewer gets it, made once and sent many
 * times: all of it but what changes from answer to answer.
 *
 * <p>Made and understood by the kind of stream that gave it ({@link ViewerStream#ready}); opaque to
 * all others. Immutable: whoever gets its octets must not change them.
 */
public final class ReadyHead {
  private final byte[] lines;
  private final byte[] cacheStatus;
  private final boolean hasDate;

  /**
   * Makes a head; the arrays are kept.
   *
   * @param lines status line and field lines without the empty line, without {@code age} and {@code
   *     cache-status}
   * @param cacheStatus the line {@code cache-status} up to the number that ends it
   * @param hasDate whether {@code date} is among the lines
   */
  public ReadyHead(byte[] lines, byte[] cacheStatus, boolean hasDate) {
    this.lines = lines;
    this.cacheStatus = cacheStatus;
    this.hasDate = hasDate;
  }

  /** Status line and field lines. */
  public byte[] lines() {
    return lines;
  }

  /** The line {@code cache-status} up to the number that ends it. */
  public byte[] cacheStatus() {
    return cacheStatus;
  }

  /** Whether {@code date} is among the lines. */
  public boolean hasDate() {
    return hasDate;
  }
}

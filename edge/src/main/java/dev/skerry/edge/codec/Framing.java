package dev.skerry.edge.codec;

/**
 * How the content of a message is delimited (RFC 9112 §6.3), as one number: its length if that is
 * known, else {@link #CHUNKED} or {@link #UNTIL_CLOSE}.
 */
public final class Framing {
  /** No content follows. */
  public static final long NONE = 0;

  /** The content is chunked. */
  public static final long CHUNKED = -1;

  /** The content ends where the connection does; only in responses. */
  public static final long UNTIL_CLOSE = -2;

  private Framing() {}
}

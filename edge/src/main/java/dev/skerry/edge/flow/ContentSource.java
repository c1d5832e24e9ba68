package dev.skerry.edge.flow;

/**
 * The control over one who delivers content to a {@link ContentSink}: its backpressure.
 *
 * <p>A source begins paused. After {@link #pause} what was already read from the socket may still
 * be delivered, at most one read's worth (64 KiB).
 */
public interface ContentSource {
  /** Delivers content as it comes. Idempotent. */
  void resume();

  /** Stops reading from the peer as soon as possible. Idempotent. */
  void pause();

  /** Gives up: nothing is delivered any more, not even {@link ContentSink#fail}. Idempotent. */
  void cancel();
}

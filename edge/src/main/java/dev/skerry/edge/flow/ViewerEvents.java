package dev.skerry.edge.flow;

/**
 * What an exchange is told by its viewer: the request's content ({@link ContentSink}) and the rest.
 */
public interface ViewerEvents extends ContentSink {
  /** The stream can take more after {@link ViewerStream#isWritable} was false. */
  void writable();

  /**
   * The viewer went away (closed, reset, timed out) before the response was complete; called at
   * most once, and never after the last byte of the response was handed over.
   */
  void gone();
}

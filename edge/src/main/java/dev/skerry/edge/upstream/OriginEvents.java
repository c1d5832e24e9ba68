package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.http.Response;

/**
 * What comes back from an origin for one request, on the event loop of the exchange: any number of
 * {@link #informational}, one {@link #head}, and if that said that content follows, the calls of
 * {@link ContentSink}. {@link #fail} may come at any time instead, once.
 */
public interface OriginEvents extends ContentSink {
  /** An interim response (100, 102, 103). */
  void informational(Response response);

  /**
   * The head of the final response; a 101 means that the connection is now a tunnel, whose bytes
   * are the content of both directions.
   *
   * @param response owned by the receiver from now on; without fields of the connection
   * @param hasContent whether content follows
   */
  void head(Response response, boolean hasContent);

  /** The call can take more request content after {@link OriginCall#isWritable} was false. */
  void writable();
}

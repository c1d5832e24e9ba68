package dev.skerry.edge.flow;

import dev.skerry.http.Request;

/** Takes each request that a listener has parsed; called on the connection's event loop. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Begins an exchange. May write the whole response before it returns.
   *
   * @param request owned by the exchange from now on
   * @param viewer where the response goes
   * @return who is told of the request's content and the viewer's fate
   */
  ViewerEvents begin(Request request, ViewerStream viewer);

  /** What it answers for, in two or three words for the log. */
  default String purpose() {
    return "requests";
  }
}

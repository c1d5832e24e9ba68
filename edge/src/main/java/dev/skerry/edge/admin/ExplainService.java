package dev.skerry.edge.admin;

import dev.skerry.http.Request;

/** Tells what a node would do with a request, and why; called on a thread that may block. */
@FunctionalInterface
public interface ExplainService {
  /**
   * Explains without doing: nothing is fetched, stored, counted or kept alive by it.
   *
   * @param request owned by the service from now on
   */
  Explanation explain(Request request);
}

package dev.skerry.handler;

import dev.skerry.http.Request;

/**
 * Runs at {@link Hook#VIEWER_REQUEST}: changes or answers a request before the cache is asked. An
 * instance makes one call at a time; what is {@code static} is shared by all of them.
 */
@FunctionalInterface
public interface ViewerRequestHandler {
  /**
   * Decides what becomes of the exchange.
   *
   * @param request the handler's own copy, to be changed as it likes
   * @return continues with the request, changed or not, or responds in its place
   * @throws Exception whatever goes wrong: the call has then failed, and the handler's {@code
   *     on-failure} decides
   */
  Verdict onViewerRequest(Request request, HandlerContext context) throws Exception;
}

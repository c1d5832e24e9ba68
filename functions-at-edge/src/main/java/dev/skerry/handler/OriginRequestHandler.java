package dev.skerry.handler;

import dev.skerry.http.Request;

/**
 * Runs at {@link Hook#ORIGIN_REQUEST}: changes a request before it goes to the origin, or answers
 * in the origin's place. An instance makes one call at a time; what is {@code static} is shared by
 * all of them.
 */
@FunctionalInterface
public interface OriginRequestHandler {
  /**
   * Decides what becomes of the exchange.
   *
   * @param request the handler's own copy, to be changed as it likes
   * @return continues with the request, changed or not, or responds in the origin's place
   * @throws Exception whatever goes wrong: the call has then failed, and the handler's {@code
   *     on-failure} decides
   */
  Verdict onOriginRequest(Request request, HandlerContext context) throws Exception;
}

package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;

/**
 * Runs at {@link Hook#ORIGIN_RESPONSE}: changes what the origin answered before it is stored. An
 * instance makes one call at a time; what is {@code static} is shared by all of them.
 */
@FunctionalInterface
public interface OriginResponseHandler {
  /**
   * Decides what becomes of the exchange.
   *
   * @param request what was asked; changes of it have no effect
   * @param response the handler's own copy, to be changed as it likes
   * @return the changed response, with the content that it had or with other content
   * @throws Exception whatever goes wrong: the call has then failed, and the handler's {@code
   *     on-failure} decides
   */
  Verdict onOriginResponse(Request request, Response response, HandlerContext context)
      throws Exception;
}

package dev.skerry.handler;

import dev.skerry.http.Request;

/**
 * Runs at {@link Hook#FETCH}: makes the response that another handler asks for. An instance makes
 * one call at a time; what is {@code static} is shared by all of them.
 */
@FunctionalInterface
public interface FetchHandler {
  /**
   * Makes a response.
   *
   * @param request the handler's own copy; {@link HandlerContext#content} is its content
   * @return responds
   * @throws Exception whatever goes wrong: the call has then failed, and so has the other handler's
   *     question
   */
  Verdict onFetch(Request request, HandlerContext context) throws Exception;
}

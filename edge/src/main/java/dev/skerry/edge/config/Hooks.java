package dev.skerry.edge.config;

import dev.skerry.handler.HandlerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a rule, by the hook at which each runs; null where there is none.
 *
 * @param viewerRequest before the cache is asked
 * @param originRequest before a request goes to the origin
 * @param originResponse before the origin's response is stored
 * @param viewerResponse before the response is sent
 */
public record Hooks(
    @Nullable HandlerSpec viewerRequest,
    @Nullable HandlerSpec originRequest,
    @Nullable HandlerSpec originResponse,
    @Nullable HandlerSpec viewerResponse) {
  /** No handler at all. */
  public static final Hooks NONE = new Hooks(null, null, null, null);

  /** Whether a handler is given the content of responses, which it can read without a coding. */
  public boolean readResponses() {
    return (originResponse != null && originResponse.readsContent())
        || (viewerResponse != null && viewerResponse.readsContent());
  }

  /** Whether the origin's side has a handler. */
  public boolean isAnyForOrigins() {
    return originRequest != null || originResponse != null;
  }
}

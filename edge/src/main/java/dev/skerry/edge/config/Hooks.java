package dev.skerry.edge.config;

import dev.skerry.handler.HandlerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a rule, by the hook at which each runs; null where there is none.
 *
 * @param viewerRequest before the cache is asked
 * @param viewerResponse before the response is sent
 */
public record Hooks(@Nullable HandlerSpec viewerRequest, @Nullable HandlerSpec viewerResponse) {
  /** No handler at all. */
  public static final Hooks NONE = new Hooks(null, null);

  /** Whether there is no handler at all. */
  public boolean isEmpty() {
    return viewerRequest == null && viewerResponse == null;
  }
}

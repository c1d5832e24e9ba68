package dev.skerry.handler.web;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import org.jspecify.annotations.Nullable;

/**
 * How often one call of a module has asked others, whomever: other servers, tables, buckets,
 * handlers, caches. Of the thread that runs the instance.
 */
final class SubrequestCount {
  private final long most;
  private long asked;

  SubrequestCount(HandlerLimits limits) {
    this.most = limits.get(HandlerLimit.SUBREQUESTS);
  }

  /** A call begins. */
  void begin() {
    asked = 0;
  }

  /** Counts one more: null, or why it may not be asked. */
  @Nullable String refusal() {
    if (asked == most) {
      return "the call has asked %d times already (subrequests)".formatted(most);
    }
    asked++;
    return null;
  }
}

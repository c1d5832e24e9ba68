package dev.skerry.edge.exchange;

import dev.skerry.edge.config.Rule;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/** What a rule does to a request: whether it may go on, and as what the origin gets it. */
final class RuleRequest {
  private RuleRequest() {}

  static @Nullable Phase run(Exchange x, Rule rule) {
    return x.handTo(Phase.LOOKUP);
  }

  static void toOrigin(Exchange x, Rule rule, Request request) {}
}

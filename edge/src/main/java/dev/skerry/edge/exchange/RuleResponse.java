package dev.skerry.edge.exchange;

import dev.skerry.edge.config.Rule;
import dev.skerry.http.Response;

/** What a rule does to the response that goes to the viewer. */
final class RuleResponse {
  private RuleResponse() {}

  static void apply(Exchange x, Rule rule, Response head) {}
}

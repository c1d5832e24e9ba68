package dev.skerry.edge.exchange;

import dev.skerry.edge.rules.ResponseRules;
import dev.skerry.http.Response;

/** What a rule does to the response that goes to the viewer. */
final class RuleResponse {
  private RuleResponse() {}

  static void apply(Exchange x, Response head) {
    if (x.rule != null && x.asking != null && ResponseRules.isNeeded(x.rule)) {
      ResponseRules.atViewerResponse(x.rule, x.request, x.asking, head.fields());
    }
  }
}

package dev.skerry.edge.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code POST /v1/purge}: purges what a {@link PurgeDocument} names. */
final class PurgeEndpoint implements Endpoint {
  private final PurgeService purge;

  PurgeEndpoint(PurgeService purge) {
    this.purge = purge;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) throws ProblemException {
    request.parameters(Set.of());
    PurgeOrder order = PurgeDocument.read(request.json());
    PurgeOutcome outcome = purge.purge(order);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sequence", outcome.sequence());
    answer.put("soft", order.soft());
    answer.put("dry_run", order.dryRun());
    answer.put("targets", order.selectors().size());
    if (outcome.matched() >= 0) {
      answer.put("matched", outcome.matched());
    }
    if (outcome.notLookedAt() >= 0) {
      answer.put("not_looked_at", outcome.notLookedAt());
    }
    return AdminAnswer.json(answer);
  }
}

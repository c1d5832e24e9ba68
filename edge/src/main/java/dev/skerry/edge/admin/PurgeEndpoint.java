package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    String type = request.head().fields().first(FieldNames.CONTENT_TYPE);
    if (type == null || !isJson(type)) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE,
          type == null ? "there is no content-type" : "content-type is " + type);
    }
    request.parameters(Set.of());
    PurgeOrder order = PurgeDocument.read(Json.read(request.content()));
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

  private static boolean isJson(String type) {
    int semicolon = type.indexOf(';');
    String essence = semicolon < 0 ? type : type.substring(0, semicolon);
    return essence.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}

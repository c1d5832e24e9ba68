package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole response of an endpoint.
 *
 * @param status 200 to 599
 * @param fields without content-length
 * @param content may be empty
 */
record AdminAnswer(int status, Fields fields, String content) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** A 200 with JSON. */
  static AdminAnswer json(Object document) {
    return of(200, JSON, Json.write(document));
  }

  /** An answer with text. */
  static AdminAnswer text(int status, String type, String text) {
    return of(status, type, text);
  }

  /** The problem details of a refused call (RFC 9457 §3). */
  static AdminAnswer problem(ProblemException refusal) {
    Problem problem = refusal.problem();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("type", problem.type());
    details.put("title", problem.title());
    details.put("status", problem.status());
    details.put("detail", refusal.detail());
    if (!refusal.violations().isEmpty()) {
      details.put("errors", refusal.violations());
    }
    AdminAnswer answer = of(problem.status(), PROBLEM, Json.write(details));
    answer.fields.addAll(refusal.fields());
    return answer;
  }

  private static AdminAnswer of(int status, String type, String content) {
    Fields fields =
        Fields.of(
            FieldNames.CONTENT_TYPE,
            type,
            FieldNames.CACHE_CONTROL,
            "no-store",
            "x-content-type-options",
            "nosniff");
    return new AdminAnswer(status, fields, content);
  }
}

package dev.skerry.edge.rules;

import dev.skerry.edge.config.CorsPolicy;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import org.jspecify.annotations.Nullable;

/** Cross-origin sharing (the Fetch standard, "HTTP CORS protocol"). */
final class Cors {
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String ALLOW_CREDENTIALS = "access-control-allow-credentials";
  private static final String ALLOW_METHODS = "access-control-allow-methods";
  private static final String ALLOW_HEADERS = "access-control-allow-headers";
  private static final String EXPOSE_HEADERS = "access-control-expose-headers";
  private static final String MAX_AGE = "access-control-max-age";

  private Cors() {}

  static boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.fields().contains(FieldNames.ORIGIN)
        && request.fields().contains(REQUEST_METHOD);
  }

  /** Answers a preflight; without any permission where the origin may not read. */
  static Verdict preflight(CorsPolicy policy, Request request) {
    Fields fields =
        Fields.of("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    String origin = request.fields().first(FieldNames.ORIGIN);
    if (origin != null && policy.allows(origin)) {
      permit(policy, origin, fields);
      fields.add(ALLOW_METHODS, String.join(", ", policy.methods()));
      String asked = request.fields().combined(REQUEST_HEADERS);
      String allowed = policy.headers().contains("*") ? asked : String.join(", ", policy.headers());
      if (allowed != null && !allowed.isEmpty()) {
        fields.add(ALLOW_HEADERS, allowed);
      }
      fields.add(MAX_AGE, Integer.toString(policy.maxAgeSeconds()));
    }
    return new Verdict.Respond(new Response(204, fields), "", Reason.PREFLIGHT);
  }

  /** Sets what the policy permits in the place of what the origin server said. */
  static void apply(CorsPolicy policy, @Nullable String origin, Fields response) {
    response.removeIf((name, value) -> name.startsWith("access-control-"));
    if (!policy.anyOrigin()) {
      VaryMembers.add(response, "Origin");
    }
    if (policy.anyOrigin() || (origin != null && policy.allows(origin))) {
      permit(policy, origin == null ? "*" : origin, response);
      if (!policy.expose().isEmpty()) {
        response.add(EXPOSE_HEADERS, String.join(", ", policy.expose()));
      }
    }
  }

  private static void permit(CorsPolicy policy, String origin, Fields fields) {
    fields.set(ALLOW_ORIGIN, policy.anyOrigin() ? "*" : origin);
    if (policy.credentials()) {
      fields.set(ALLOW_CREDENTIALS, "true");
    }
  }
}

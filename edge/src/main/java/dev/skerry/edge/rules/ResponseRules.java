package dev.skerry.edge.rules;

import dev.skerry.edge.config.Changes;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.SecurityPolicy;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a rule changes in a response on its way to the viewer; what is stored stays as the origin
 * sent it.
 */
public final class ResponseRules {
  private ResponseRules() {}

  /**
   * Whether {@link #atViewerResponse} would change anything: only then is a copy of a stored head
   * needed.
   */
  public static boolean isNeeded(Rule rule) {
    Changes changes = rule.changes();
    return changes.cors() != null || !changes.response().isEmpty() || !changes.security().isEmpty();
  }

  /**
   * Changes a response's header section: the edits, then cross-origin sharing, then the security
   * fields.
   *
   * @param request the viewer's, with its normalised path
   * @param response mutable
   */
  public static void atViewerResponse(Rule rule, Request request, Viewer viewer, Fields response) {
    Changes changes = rule.changes();
    if (!changes.response().isEmpty()) {
      FieldChanges.apply(
          changes.response(), response, new RequestValues(request, viewer, rule.path()));
    }
    if (changes.cors() != null) {
      @Nullable String origin = request.fields().first(FieldNames.ORIGIN);
      Cors.apply(changes.cors(), origin, response);
    }
    security(changes.security(), viewer.secure(), response);
  }

  private static void security(SecurityPolicy policy, boolean secure, Fields response) {
    for (SecurityPolicy.Line line : policy.always()) {
      response.set(line.name(), line.value());
    }
    if (secure) {
      for (SecurityPolicy.Line line : policy.secureOnly()) {
        response.set(line.name(), line.value());
      }
    }
  }
}

package dev.skerry.edge.admin;

import dev.skerry.edge.admin.Endpoints.Found;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of an endpoint that has come, without its content.
 *
 * @param from the address from which it comes
 */
record Visit(Found found, Request request, String from) {
  private static final String SCHEME = "Bearer ";

  Endpoint endpoint() {
    return found.endpoint();
  }

  /** The token that it bears (RFC 6750 §2.1); null if none. */
  @Nullable String token() {
    String credentials = request.fields().first(FieldNames.AUTHORIZATION);
    return credentials != null && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? credentials.substring(SCHEME.length()).strip()
        : null;
  }

  /** Whether it knows the version that it is answered (RFC 9110 §13.1.2). */
  boolean hasAlready(AdminAnswer answer) throws ProblemException {
    String tag = answer.fields().first(FieldNames.ETAG);
    List<String> known = request.fields().all(FieldNames.IF_NONE_MATCH);
    return endpoint().method() == Endpoint.Method.GET
        && tag != null
        && !known.isEmpty()
        && new IfMatch(IfMatch.tags(String.join(",", known)))
            .matches(tag.substring(1, tag.length() - 1));
  }

  /** As it is told of in a log. */
  AuditLine line(@Nullable String caller, String what, int status, @Nullable Problem problem) {
    return new AuditLine(
        caller, from, endpoint().method().name(), request.path(), what, status, problem);
  }
}

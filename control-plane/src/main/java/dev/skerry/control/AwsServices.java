package dev.skerry.control;

import dev.skerry.control.api.Service;
import dev.skerry.control.api.Services;
import dev.skerry.control.tables.TableService;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells services apart as AWS does, where they share an address: by the operation's field, then by
 * the service that the signature names, then by the content's type, then by the path.
 *
 * @param tables has what is addressed to no service, too: the root of the port is its health check
 */
record AwsServices(Service tables, Service objects) implements Services {
  @Override
  public Service of(Request head) {
    Fields fields = head.fields();
    String target = fields.first("x-amz-target");
    if (target != null && TableService.isTarget(target)) {
      return tables;
    }
    String scope = signedScope(fields.first(FieldNames.AUTHORIZATION), head.query());
    if (scope != null) {
      return isOf(scope, "s3") ? objects : isOf(scope, "dynamodb") ? tables : byShape(head);
    }
    return byShape(head);
  }

  private Service byShape(Request head) {
    String type = head.fields().first(FieldNames.CONTENT_TYPE);
    boolean json = type != null && type.startsWith("application/x-amz-json-1.0");
    boolean hashed = head.fields().contains("x-amz-content-sha256");
    boolean root = head.path().equals("/") || head.path().equals("*");
    return json || (root && !hashed) ? tables : objects;
  }

  /** The text that holds the credential, encoded where it is from a query; null if none. */
  private static @Nullable String signedScope(
      @Nullable String authorization, @Nullable String query) {
    if (authorization != null) {
      return authorization;
    }
    return query != null && query.contains("X-Amz-Credential=") ? query : null;
  }

  private static boolean isOf(String scope, String service) {
    return scope.contains('/' + service + "/aws4_request")
        || scope.contains("%2F" + service + "%2Faws4_request")
        || scope.contains("%2f" + service + "%2faws4_request");
  }
}

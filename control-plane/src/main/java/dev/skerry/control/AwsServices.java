package dev.skerry.control;

import dev.skerry.control.api.Service;
import dev.skerry.control.api.Services;
import dev.skerry.control.api.UnservedService;
import dev.skerry.control.tables.TableService;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.head.Address;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells services apart as AWS does, where they share an address: by the operation's field, then by
 * the service that the signature names, then by the content's type, then by the host and the path.
 *
 * @param tables has what is addressed to no service, too: the root of the port is its health check
 * @param hosts names in front of which the host has a bucket's
 */
record AwsServices(Service tables, Service objects, Service tokens, List<String> hosts)
    implements Services {
  /** The service of a credential's scope, as it stands in a field or, encoded, in a query. */
  private static final Pattern SCOPED =
      Pattern.compile("(?:/|%2[Ff])([a-z0-9-]{1,32})(?:/|%2[Ff])aws4_request");

  @Override
  public Service of(Request head) {
    Fields fields = head.fields();
    String target = fields.first("x-amz-target");
    if (target != null && TableService.isTarget(target)) {
      return tables;
    }
    String name = signedFor(fields.first(FieldNames.AUTHORIZATION), head.query());
    return switch (name) {
      case null -> byShape(head);
      case "dynamodb" -> tables;
      case "sts" -> tokens;
      case String other when other.startsWith("s3") -> objects;
      // A table's client that signs for the wrong service is told so by the tables.
      case String _ when target == null && isTables(head) -> tables;
      case String other ->
          new UnservedService(other, "dynamodb, s3 and, of sts, GetCallerIdentity");
    };
  }

  private Service byShape(Request head) {
    boolean hashed = head.fields().contains("x-amz-content-sha256");
    boolean root = head.path().equals("/") || head.path().equals("*");
    boolean bucket = Address.isBucketsHost(head, hosts);
    return isTables(head) || (root && !hashed && !bucket) ? tables : objects;
  }

  private static boolean isTables(Request head) {
    String type = head.fields().first(FieldNames.CONTENT_TYPE);
    return type != null && type.startsWith("application/x-amz-json-1.0");
  }

  /** The service for which a request is signed, in the field or in the query; null if for none. */
  private static @Nullable String signedFor(
      @Nullable String authorization, @Nullable String query) {
    String text = authorization != null ? authorization : query;
    if (text == null || (authorization == null && !text.contains("X-Amz-Credential="))) {
      return null;
    }
    Matcher scope = SCOPED.matcher(text);
    return scope.find() ? scope.group(1) : null;
  }
}

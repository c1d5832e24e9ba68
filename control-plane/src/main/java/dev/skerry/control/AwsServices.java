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
  /** What a credential's scope ends with, after the service. */
  private static final String TERMINATOR = "aws4_request";

  /** More than any service's name has. */
  private static final int NAME_CHARS = 32;

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
    // An SDK that gets the root wants the list of buckets; people and probes want the health check.
    boolean byClient =
        head.method().equals("GET") && head.fields().contains("amz-sdk-invocation-id");
    boolean hashed = byClient || head.fields().contains("x-amz-content-sha256");
    boolean root = head.path().equals("/") || head.path().equals("*");
    boolean bucket = Address.isBucketsHost(head, hosts);
    return isTables(head) || (root && !hashed && !bucket) ? tables : objects;
  }

  private static boolean isTables(Request head) {
    String type = head.fields().first(FieldNames.CONTENT_TYPE);
    return type != null && type.startsWith("application/x-amz-json-1.0");
  }

  /**
   * The service for which a request is signed, as it stands in the credential's scope in the field
   * or, encoded, in the query; null if for none.
   */
  private static @Nullable String signedFor(
      @Nullable String authorization, @Nullable String query) {
    String text = authorization != null ? authorization : query;
    if (text == null || (authorization == null && !text.contains("X-Amz-Credential="))) {
      return null;
    }
    for (int at = text.indexOf(TERMINATOR); at >= 0; at = text.indexOf(TERMINATOR, at + 1)) {
      int end = slashBefore(text, at);
      int begin = behindSlash(text, end);
      if (begin >= 0 && isName(text, begin, end)) {
        return text.substring(begin, end);
      }
    }
    return null;
  }

  /** Where the slash begins that ends there, as it is or encoded; -1 if none does. */
  private static int slashBefore(String text, int end) {
    if (text.startsWith("/", end - 1)) {
      return end - 1;
    }
    return text.regionMatches(true, end - 3, "%2F", 0, 3) ? end - 3 : -1;
  }

  /**
   * Where the last slash ends before a place, as it is or encoded; -1 if none does. Looks back no
   * further than a name reaches, as a text can have the terminator again and again.
   */
  private static int behindSlash(String text, int before) {
    int furthest = Math.max(0, before - NAME_CHARS - 3);
    for (int at = before - 1; at >= furthest; at--) {
      switch (text.charAt(at)) {
        case '/' -> {
          return at + 1;
        }
        case '%' -> {
          return text.regionMatches(true, at, "%2F", 0, 3) ? at + 3 : -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static boolean isName(String text, int begin, int end) {
    if (begin >= end || end - begin > NAME_CHARS) {
      return false;
    }
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }
}

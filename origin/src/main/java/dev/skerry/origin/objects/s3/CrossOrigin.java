package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.setting.CorsDocument;
import dev.skerry.origin.objects.s3.setting.CorsRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other origins may send to a bucket and read of its answers (Fetch standard; "Using
 * cross-origin resource sharing" in the Amazon S3 user guide).
 */
final class CrossOrigin {
  /** The kind of the setting that allows it. */
  static final String KIND = "cors";

  private static final String METHOD = "access-control-request-method";
  private static final String HEADERS = "access-control-request-headers";

  private final ObjectStore store;
  private final KeptDocuments<CorsDocument> documents = new KeptDocuments<>(CorsDocument::of);

  CrossOrigin(ObjectStore store) {
    this.store = store;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.PREFLIGHT, this::preflight);
  }

  /** That pages of an origin may read an answer, by a rule. */
  record Grant(CorsRule rule, String origin, List<String> headers) {
    void tell(Fields fields) {
      boolean any = "*".equals(rule.originOf(origin));
      fields.set("access-control-allow-origin", any ? "*" : origin);
      fields.set("access-control-allow-methods", String.join(", ", rule.methods()));
      if (!headers.isEmpty()) {
        fields.set("access-control-allow-headers", String.join(", ", headers));
      }
      if (!rule.exposed().isEmpty()) {
        fields.set("access-control-expose-headers", String.join(", ", rule.exposed()));
      }
      Integer age = rule.maxAge();
      if (age != null) {
        fields.set("access-control-max-age", age.toString());
      }
      if (!any) {
        fields.set("access-control-allow-credentials", "true");
      }
      fields.add(
          FieldNames.VARY, "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
  }

  /**
   * What a page may read of the answer to a request; null if it is of no page, or of one that may
   * not.
   */
  @Nullable Grant of(Request head, Address address) {
    String origin = head.fields().first(FieldNames.ORIGIN);
    if (origin == null || head.method().equals("OPTIONS")) {
      return null;
    }
    CorsDocument document = document(address.bucket());
    if (document == null) {
      return null;
    }
    String asked = head.fields().first(METHOD);
    return grant(document, head.fields(), origin, asked == null ? head.method() : asked);
  }

  private @Nullable CorsDocument document(@Nullable String name) {
    Bucket bucket = name == null ? null : store.buckets().find(name);
    Setting setting = bucket == null ? null : store.settings().find(bucket, KIND);
    return bucket == null || setting == null ? null : documents.of(bucket, setting);
  }

  private static @Nullable Grant grant(
      CorsDocument document, Fields fields, String origin, String method) {
    List<String> headers = names(fields.combined(HEADERS));
    return document
        .find(origin, method, headers)
        .map(rule -> new Grant(rule, origin, headers))
        .orElse(null);
  }

  private static List<String> names(@Nullable String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /** Answers a browser that asks on behalf of a page whether it may send a request. */
  private S3Reply preflight(Ask ask) {
    String origin = ask.field(FieldNames.ORIGIN);
    if (origin == null) {
      throw S3Error.BAD_REQUEST.exception(
          "Insufficient information. Origin request header needed.");
    }
    String method = ask.field(METHOD);
    if (method == null || !CorsDocument.METHODS.contains(method)) {
      throw S3Error.BAD_REQUEST.exception("Invalid Access-Control-Request-Method: " + method);
    }
    CorsDocument document = document(ask.address().bucket());
    if (document == null) {
      throw forbidden(
          S3Error.CORS_FORBIDDEN.exception("CORSResponse: CORS is not enabled for this bucket."),
          ask,
          method);
    }
    Grant grant = grant(document, ask.fields(), origin, method);
    if (grant == null) {
      throw forbidden(S3Error.CORS_FORBIDDEN.exception(), ask, method);
    }
    Fields fields = new Fields();
    grant.tell(fields);
    return S3Reply.empty(200, fields);
  }

  private static S3Exception forbidden(S3Exception fault, Ask ask, String method) {
    return fault
        .with("Method", method)
        .with("ResourceType", ask.address().key() == null ? "BUCKET" : "OBJECT");
  }
}

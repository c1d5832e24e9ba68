package dev.skerry.control.tables;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;

/** What pages of any origin may do: sign requests, and read all of the answers. */
final class Cors {
  private static final String EXPOSED =
      "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";
  private static final String MAX_AGE_SECONDS = "172800";

  private Cors() {}

  /** Whether the request asks if another may be sent. */
  static boolean isPreflight(String method, Fields request) {
    return method.equals("OPTIONS") && request.contains(FieldNames.ORIGIN);
  }

  /** Adds what the answer to a preflight says. */
  static void allow(Fields request, Fields reply) {
    reply.add("access-control-allow-origin", "*");
    copy(request, "access-control-request-headers", reply, "access-control-allow-headers");
    copy(request, "access-control-request-method", reply, "access-control-allow-methods");
    reply.add("access-control-max-age", MAX_AGE_SECONDS);
  }

  /** Adds what the answer to a page's request says. */
  static void expose(Fields request, Fields reply) {
    if (request.contains(FieldNames.ORIGIN)) {
      reply.add("access-control-allow-origin", "*");
      reply.add("access-control-expose-headers", EXPOSED);
    }
  }

  private static void copy(Fields request, String asked, Fields reply, String given) {
    @Nullable String value = request.combined(asked);
    if (value != null) {
      reply.add(given, value);
    }
  }
}

package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Request;

/** When a request may be sent again without a risk of doing its work twice (RFC 9110 §9.2.2). */
final class RetryRules {
  private RetryRules() {}

  /** Whether repeating the method has the effect of doing it once. */
  static boolean isIdempotent(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** Whether any try may follow one on which a request was sent: nothing of it was lost or done. */
  static boolean isRepeatable(Request request) {
    return isIdempotent(request.method()) && !request.hasContent() && request.upgrade() == null;
  }

  /** Whether a try may follow one that ended with that error before anything of a response came. */
  static boolean maySendAgain(Request request, ProxyError error) {
    return error.retryable()
        || (isRepeatable(request) && error.type() == ProxyError.Type.CONNECTION_TERMINATED);
  }

  /** Whether the error says that the endpoint is not well. */
  static boolean isEndpointsFault(ProxyError error) {
    return error.type().source() == ProxyError.Source.ORIGIN;
  }

  /** Whether the status says that the endpoint, or what stands behind it, is not well. */
  static boolean isEndpointsFault(int status) {
    return status == 502 || status == 503 || status == 504;
  }
}

package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;

/** What the errors of HTTP/2 (RFC 9113 §7) mean in the closed list of errors. */
final class Http2Failures {
  private Http2Failures() {}

  /** The origin reset a stream. */
  static ProxyError ofReset(long code, boolean headSeen) {
    Http2Error error = Http2Error.valueOf(code);
    String details = "stream reset: " + error;
    if (error == Http2Error.REFUSED_STREAM || error == Http2Error.HTTP_1_1_REQUIRED) {
      return ProxyError.beforeSending(ProxyError.Type.CONNECTION_TERMINATED, details);
    }
    return ProxyError.of(
        headSeen ? ProxyError.Type.HTTP_RESPONSE_INCOMPLETE : ProxyError.Type.CONNECTION_TERMINATED,
        details);
  }

  /** A request's head could not be written. */
  static ProxyError ofOpening(@Nullable Throwable cause) {
    return ProxyError.beforeSending(
        ProxyError.Type.CONNECTION_TERMINATED, cause == null ? null : cause.getMessage());
  }

  /** What the origin sent on a stream is malformed. */
  static ProxyError ofStream(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof Http2Exception.HeaderListSizeException) {
        return ProxyError.of(ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE, null);
      }
    }
    return ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, "malformed HTTP/2 response");
  }

  /** The connection broke, or what came on it is not HTTP/2. */
  static ProxyError ofConnection(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof Http2Exception http2) {
        return ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, http2.error().name());
      }
    }
    return Failures.ofConnection(cause);
  }
}

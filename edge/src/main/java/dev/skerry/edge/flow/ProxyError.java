package dev.skerry.edge.flow;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong between viewer and origin.
 *
 * @param type which of the closed list
 * @param details what exactly, for {@code Proxy-Status} and the log; says nothing that a stranger
 *     must not know; null if the type says it all
 * @param retryable whether the same request may be sent again without a risk of doing its work
 *     twice: true only if no origin can have acted upon it
 */
public record ProxyError(Type type, @Nullable String details, boolean retryable) {

  /** An error that must not be retried. */
  public static ProxyError of(Type type, @Nullable String details) {
    return new ProxyError(type, details, false);
  }

  /** An error before any byte of the request can have been acted upon. */
  public static ProxyError beforeSending(Type type, @Nullable String details) {
    return new ProxyError(type, details, true);
  }

  /** Who is at fault. */
  public enum Source {
    VIEWER,
    ORIGIN,
    EDGE
  }

  /** The proxy error types of RFC 9209 §2.3 that an edge can meet, each with its status. */
  public enum Type {
    DNS_TIMEOUT("dns_timeout", 504, Source.ORIGIN),
    DNS_ERROR("dns_error", 502, Source.ORIGIN),
    DESTINATION_NOT_FOUND("destination_not_found", 500, Source.EDGE),
    DESTINATION_UNAVAILABLE("destination_unavailable", 503, Source.ORIGIN),
    DESTINATION_IP_PROHIBITED("destination_ip_prohibited", 502, Source.EDGE),
    DESTINATION_IP_UNROUTABLE("destination_ip_unroutable", 502, Source.ORIGIN),
    CONNECTION_REFUSED("connection_refused", 502, Source.ORIGIN),
    CONNECTION_TERMINATED("connection_terminated", 502, Source.ORIGIN),
    CONNECTION_TIMEOUT("connection_timeout", 504, Source.ORIGIN),
    CONNECTION_READ_TIMEOUT("connection_read_timeout", 504, Source.ORIGIN),
    CONNECTION_WRITE_TIMEOUT("connection_write_timeout", 504, Source.ORIGIN),
    CONNECTION_LIMIT_REACHED("connection_limit_reached", 503, Source.EDGE),
    TLS_PROTOCOL_ERROR("tls_protocol_error", 502, Source.ORIGIN),
    TLS_CERTIFICATE_ERROR("tls_certificate_error", 502, Source.ORIGIN),
    TLS_ALERT_RECEIVED("tls_alert_received", 502, Source.ORIGIN),
    HTTP_REQUEST_ERROR("http_request_error", 400, Source.VIEWER),
    HTTP_REQUEST_CONTENT_SIZE("http_request_error", 413, Source.VIEWER),
    HTTP_REQUEST_DENIED("http_request_denied", 403, Source.EDGE),
    HTTP_RESPONSE_INCOMPLETE("http_response_incomplete", 502, Source.ORIGIN),
    HTTP_RESPONSE_HEADER_SECTION_SIZE("http_response_header_section_size", 502, Source.ORIGIN),
    HTTP_RESPONSE_HEADER_SIZE("http_response_header_size", 502, Source.ORIGIN),
    HTTP_RESPONSE_BODY_SIZE("http_response_body_size", 502, Source.ORIGIN),
    HTTP_RESPONSE_TRAILER_SECTION_SIZE("http_response_trailer_section_size", 502, Source.ORIGIN),
    HTTP_RESPONSE_TRANSFER_CODING("http_response_transfer_coding", 502, Source.ORIGIN),
    HTTP_RESPONSE_CONTENT_CODING("http_response_content_coding", 502, Source.ORIGIN),
    HTTP_RESPONSE_TIMEOUT("http_response_timeout", 504, Source.ORIGIN),
    HTTP_UPGRADE_FAILED("http_upgrade_failed", 502, Source.ORIGIN),
    HTTP_PROTOCOL_ERROR("http_protocol_error", 502, Source.ORIGIN),
    PROXY_INTERNAL_ERROR("proxy_internal_error", 500, Source.EDGE),
    PROXY_CONFIGURATION_ERROR("proxy_configuration_error", 500, Source.EDGE),
    PROXY_LOOP_DETECTED("proxy_loop_detected", 502, Source.EDGE);

    private final String token;
    private final int status;
    private final Source source;

    Type(String token, int status, Source source) {
      this.token = token;
      this.status = status;
      this.source = source;
    }

    /** The type's name in {@code Proxy-Status}. */
    public String token() {
      return token;
    }

    /** The status of the response that tells the viewer of it. */
    public int status() {
      return status;
    }

    public Source source() {
      return source;
    }
  }
}

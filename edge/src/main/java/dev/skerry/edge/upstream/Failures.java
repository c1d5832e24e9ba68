package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What exceptions of the network mean in the closed list of errors (RFC 9209 §2.3). */
final class Failures {
  private Failures() {}

  /** A name could not be resolved. */
  static ProxyError ofResolving(String name, Throwable cause) {
    boolean timeout = false;
    for (Throwable t = cause; t != null; t = t.getCause()) {
      timeout |= t instanceof DnsNameResolverTimeoutException;
      if (t instanceof DnsErrorCauseException coded) {
        return ProxyError.beforeSending(ProxyError.Type.DNS_ERROR, name + ": " + coded.getCode());
      }
    }
    return ProxyError.beforeSending(
        timeout ? ProxyError.Type.DNS_TIMEOUT : ProxyError.Type.DNS_ERROR, name);
  }

  /** A connection could not be made; nothing was sent. */
  static ProxyError ofConnecting(Throwable cause) {
    String text = text(cause);
    if (cause instanceof ConnectTimeoutException) {
      return ProxyError.beforeSending(ProxyError.Type.CONNECTION_TIMEOUT, null);
    }
    if (text.contains("refused")) {
      return ProxyError.beforeSending(ProxyError.Type.CONNECTION_REFUSED, null);
    }
    if (cause instanceof NoRouteToHostException
        || text.contains("unreachable")
        || text.contains("no route")) {
      return ProxyError.beforeSending(ProxyError.Type.DESTINATION_IP_UNROUTABLE, null);
    }
    return ProxyError.beforeSending(ProxyError.Type.DESTINATION_UNAVAILABLE, cause.getMessage());
  }

  /** The TLS handshake failed; nothing was sent. */
  static ProxyError ofHandshake(Throwable cause) {
    if (cause instanceof SslHandshakeTimeoutException) {
      return ProxyError.beforeSending(ProxyError.Type.CONNECTION_TIMEOUT, "TLS handshake");
    }
    if (cause instanceof ClosedChannelException) {
      return ProxyError.beforeSending(
          ProxyError.Type.CONNECTION_TERMINATED, "in the TLS handshake");
    }
    ProxyError.Type type = tlsType(cause);
    return ProxyError.beforeSending(
        type == null ? ProxyError.Type.CONNECTION_TERMINATED : type, detail(cause));
  }

  /** A connection broke while a request was on it. */
  static ProxyError ofConnection(Throwable cause) {
    ProxyError.Type type = tlsType(cause);
    return ProxyError.of(
        type == null ? ProxyError.Type.CONNECTION_TERMINATED : type,
        type == null ? null : detail(cause));
  }

  private static ProxyError.@Nullable Type tlsType(Throwable cause) {
    boolean tls = false;
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CertificateException
          || t instanceof CertPathValidatorException
          || t instanceof SSLPeerUnverifiedException) {
        return ProxyError.Type.TLS_CERTIFICATE_ERROR;
      }
      if (t instanceof SSLException) {
        tls = true;
        String text = text(t);
        if (text.contains("received fatal alert") || text.contains("_alert_")) {
          return ProxyError.Type.TLS_ALERT_RECEIVED;
        }
      }
    }
    return tls ? ProxyError.Type.TLS_PROTOCOL_ERROR : null;
  }

  private static String detail(Throwable cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }
}

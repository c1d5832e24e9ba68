package dev.skerry.edge.upstream;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.PoolConfig;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How a pool speaks TLS to its origins: verified with the host's name unless the setting says
 * otherwise, by BoringSSL, or by the JDK where the native library is missing.
 */
final class ClientTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SslContext anyVersion;
  private final SslContext http1;
  private final @Nullable String serverName;
  private final long handshakeMillis;

  /**
   * Reads the certificates.
   *
   * @throws IllegalArgumentException if they cannot be used
   */
  ClientTls(PoolConfig config) {
    OriginTls tls = config.tls();
    serverName = tls.serverName();
    handshakeMillis = config.timeouts().tlsMs();
    try {
      http1 = context(tls, ApplicationProtocolNames.HTTP_1_1);
      anyVersion =
          switch (config.http2()) {
            case NEVER -> http1;
            case AUTO ->
                context(tls, ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
            case ALWAYS -> context(tls, ApplicationProtocolNames.HTTP_2);
          };
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "pool " + config.name() + " has unusable TLS settings: " + e.getMessage(), e);
    }
  }

  /**
   * Makes the handler for one connection.
   *
   * @param http1Only whether HTTP/2 must not be negotiated
   */
  SslHandler handler(Channel channel, PoolConfig.Origin origin, boolean http1Only) {
    String name = serverName == null ? origin.host() : serverName;
    SslHandler handler =
        (http1Only ? http1 : anyVersion).newHandler(channel.alloc(), name, origin.port());
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    return handler;
  }

  private static SslContext context(OriginTls tls, String... protocols) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .protocols(PROTOCOLS)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocols));
    String authorities = tls.authorities();
    if (!tls.verify()) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm("");
    } else {
      builder.endpointIdentificationAlgorithm("HTTPS");
      if (authorities != null) {
        builder.trustManager(stream(authorities.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    CertificatePair client = tls.client();
    if (client != null) {
      builder.keyManager(
          stream(client.chainPem().getBytes(StandardCharsets.US_ASCII)),
          stream(client.keyPem().utf8()));
    }
    return builder.build();
  }

  private static ByteArrayInputStream stream(byte[] octets) {
    return new ByteArrayInputStream(octets);
  }
}

package dev.skerry.edge.listener;

import dev.skerry.edge.config.ListenerSettings;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes TLS contexts that share their policy and their session ticket keys, so that a session can
 * be resumed whichever certificate it began with: BoringSSL where its native library is there, else
 * the JDK's.
 *
 * <p>Where clients are asked for certificates no session is resumed, so that each connection proves
 * anew who its client is.
 */
final class TlsContexts {
  private static final Logger log = LoggerFactory.getLogger(TlsContexts.class);

  private final SslProvider provider;
  private final List<String> protocols;
  private final boolean http2;
  private final List<X509Certificate> clientAuthorities;
  private final SecureRandom random = new SecureRandom();
  private final List<SslContext> contexts = new ArrayList<>();

  private OpenSslSessionTicketKey ticketKey;
  private @Nullable OpenSslSessionTicketKey ticketKeyBefore;

  /**
   * Makes none yet.
   *
   * @param clientAuthorities clients are asked for a certificate of one of these; empty where they
   *     are not asked
   */
  TlsContexts(
      ListenerSettings.TlsVersion minTls, boolean http2, List<X509Certificate> clientAuthorities) {
    this.clientAuthorities = List.copyOf(clientAuthorities);
    boolean boringSsl = OpenSsl.isAvailable();
    this.provider = boringSsl ? SslProvider.OPENSSL : SslProvider.JDK;
    this.protocols =
        minTls == ListenerSettings.TlsVersion.TLS_1_3
            ? List.of("TLSv1.3")
            : List.of("TLSv1.3", "TLSv1.2");
    this.http2 = http2;
    this.ticketKey = newTicketKey();
    log.info(
        "TLS by {}",
        boringSsl ? OpenSsl.versionString() : "the JDK, no native library: " + reason());
  }

  synchronized SslContext create(KeyMaterial material) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(material.key(), material.chain())
              .sslProvider(provider)
              .protocols(protocols)
              .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
              .applicationProtocolConfig(alpn());
      if (clientAuthorities.isEmpty()) {
        SslContext context = builder.build();
        contexts.add(context);
        setTicketKeys(context);
        return context;
      }
      SslContext context =
          builder.trustManager(clientAuthorities).clientAuth(ClientAuth.OPTIONAL).build();
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        sessions.setSessionCacheEnabled(false); // and without keys there are no tickets
      }
      return context;
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the certificate of " + material.names() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Forgets the contexts that are not among these. */
  synchronized void retain(Collection<SslContext> named, SslContext byDefault) {
    contexts.removeIf(context -> !named.contains(context) && !context.equals(byDefault));
  }

  synchronized void rotateTicketKeys() {
    ticketKeyBefore = ticketKey;
    ticketKey = newTicketKey();
    contexts.forEach(this::setTicketKeys);
  }

  private void setTicketKeys(SslContext context) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      OpenSslSessionTicketKey before = ticketKeyBefore;
      if (before == null) {
        sessions.setTicketKeys(ticketKey);
      } else {
        sessions.setTicketKeys(ticketKey, before);
      }
    }
  }

  private OpenSslSessionTicketKey newTicketKey() {
    return new OpenSslSessionTicketKey(
        bytes(OpenSslSessionTicketKey.NAME_SIZE),
        bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        bytes(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private ApplicationProtocolConfig alpn() {
    List<String> offered =
        http2
            ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
            : List.of(ApplicationProtocolNames.HTTP_1_1);
    return new ApplicationProtocolConfig(
        ApplicationProtocolConfig.Protocol.ALPN,
        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
        offered);
  }

  private static String reason() {
    Throwable cause = OpenSsl.unavailabilityCause();
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }
}

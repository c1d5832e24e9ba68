package dev.skerry.edge.listener;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.ListenerSettings;
import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates in force, found by the name that a client asks for; exchanged at run time
 * without a cut in any connection.
 */
public final class CertificateStore {
  private final TlsContexts contexts;
  private volatile Certificates current;

  private record Certificates(Map<String, SslContext> byName, SslContext byDefault) {}

  /**
   * Makes a store.
   *
   * @param minTls the lowest version of TLS
   * @param http2 whether HTTP/2 is offered
   * @param certificates at least one; the first is the default one
   * @throws IllegalArgumentException if a certificate or key cannot be used; names its file
   */
  public CertificateStore(
      ListenerSettings.TlsVersion minTls, boolean http2, List<CertificatePair> certificates) {
    this(minTls, http2, certificates, List.of());
  }

  private CertificateStore(
      ListenerSettings.TlsVersion minTls,
      boolean http2,
      List<CertificatePair> certificates,
      List<X509Certificate> clientAuthorities) {
    this.contexts = new TlsContexts(minTls, http2, clientAuthorities);
    this.current = compile(certificates);
  }

  /**
   * Makes a store of a listener that asks its clients for a certificate. One that another authority
   * has issued, or that has ended, ends the handshake; who shows none is let in, and has none in
   * the facts of its connection. TLS 1.3 alone, HTTP/2 offered.
   *
   * @param certificates at least one; the first is the default one
   * @param authorities at least one
   * @throws IllegalArgumentException if a certificate or key cannot be used; names its file
   */
  public static CertificateStore askingClients(
      List<CertificatePair> certificates, List<X509Certificate> authorities) {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("at least one authority of clients is needed");
    }
    return new CertificateStore(
        ListenerSettings.TlsVersion.TLS_1_3, true, certificates, authorities);
  }

  /**
   * Exchanges all certificates; handshakes from now on use the new ones.
   *
   * @param certificates at least one; the first is the default one
   * @throws IllegalArgumentException if one cannot be used; the old ones then stay
   */
  public void replace(List<CertificatePair> certificates) {
    Certificates compiled = compile(certificates);
    current = compiled;
    contexts.retain(compiled.byName.values(), compiled.byDefault);
  }

  /** Takes a new key for session tickets; the one before is still accepted. */
  public void rotateTicketKeys() {
    contexts.rotateTicketKeys();
  }

  /** The context of the exact name, else of the wildcard one label above, else the default one. */
  SslContext contextFor(@Nullable String serverName) {
    Certificates now = current;
    if (serverName == null) {
      return now.byDefault;
    }
    String name = serverName.toLowerCase(Locale.ROOT);
    SslContext exact = now.byName.get(name);
    if (exact != null) {
      return exact;
    }
    int dot = name.indexOf('.');
    SslContext wildcard = dot < 0 ? null : now.byName.get('*' + name.substring(dot));
    return wildcard == null ? now.byDefault : wildcard;
  }

  private Certificates compile(List<CertificatePair> certificates) {
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("at least one certificate is needed");
    }
    Map<String, SslContext> byName = new HashMap<>();
    SslContext first = null;
    for (CertificatePair pair : certificates) {
      KeyMaterial material = KeyMaterial.of(pair);
      SslContext context = contexts.create(material);
      first = first == null ? context : first;
      for (String name : material.names()) {
        byName.putIfAbsent(name, context);
      }
    }
    if (first == null) {
      throw new IllegalStateException("a certificate makes a context");
    }
    return new Certificates(Map.copyOf(byName), first);
  }
}

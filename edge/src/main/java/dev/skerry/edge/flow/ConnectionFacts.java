package dev.skerry.edge.flow;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the connection on which a viewer's request came.
 *
 * @param remote the viewer's address (the one the PROXY protocol told, where that is on)
 * @param local the address that the viewer connected to
 * @param secure whether it came over TLS
 * @param tlsVersion {@code TLSv1.2} or {@code TLSv1.3}, null without TLS
 * @param tlsCipher the cipher suite's name, null without TLS
 * @param serverName the name that the viewer asked for (SNI), null if none
 * @param certificate the viewer's, which an authority of the listener's has issued; null if it
 *     showed none, or was not asked for one
 */
public record ConnectionFacts(
    InetSocketAddress remote,
    InetSocketAddress local,
    boolean secure,
    @Nullable String tlsVersion,
    @Nullable String tlsCipher,
    @Nullable String serverName,
    @Nullable X509Certificate certificate) {
  /** Those of a viewer without a certificate. */
  public ConnectionFacts(
      InetSocketAddress remote,
      InetSocketAddress local,
      boolean secure,
      @Nullable String tlsVersion,
      @Nullable String tlsCipher,
      @Nullable String serverName) {
    this(remote, local, secure, tlsVersion, tlsCipher, serverName, null);
  }
}

package dev.skerry.edge.listener;

import dev.skerry.edge.flow.ConnectionFacts;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a channel tells of its connection. */
final class Facts {
  /** The viewer's address as the PROXY protocol told it. */
  static final AttributeKey<InetSocketAddress> PROXIED_REMOTE =
      AttributeKey.valueOf("skerry.proxied-remote");

  /** The address that the viewer connected to, as the PROXY protocol told it. */
  static final AttributeKey<InetSocketAddress> PROXIED_LOCAL =
      AttributeKey.valueOf("skerry.proxied-local");

  /** The name that the viewer asked for (SNI). */
  static final AttributeKey<String> SERVER_NAME = AttributeKey.valueOf("skerry.server-name");

  private Facts() {}

  static ConnectionFacts of(Channel channel) {
    InetSocketAddress remote = channel.attr(PROXIED_REMOTE).get();
    InetSocketAddress local = channel.attr(PROXIED_LOCAL).get();
    if (remote == null) {
      remote = address(channel.remoteAddress());
    }
    if (local == null) {
      local = address(channel.localAddress());
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return new ConnectionFacts(remote, local, false, null, null, null);
    }
    SSLSession session = tls.engine().getSession();
    return new ConnectionFacts(
        remote,
        local,
        true,
        session.getProtocol(),
        session.getCipherSuite(),
        channel.attr(SERVER_NAME).get(),
        tls.engine().getNeedClientAuth() || tls.engine().getWantClientAuth()
            ? certificate(session)
            : null);
  }

  /** The one that the viewer showed, which was found to be good in the handshake. */
  private static @Nullable X509Certificate certificate(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
    } catch (SSLPeerUnverifiedException e) {
      return null; // it showed none
    }
  }

  /** Some address always, as a connection that is gone already tells none. */
  private static InetSocketAddress address(SocketAddress address) {
    return address instanceof InetSocketAddress known
        ? known
        : new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
  }
}

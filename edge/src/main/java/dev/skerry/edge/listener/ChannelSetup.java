package dev.skerry.edge.listener;

import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.ListenerSettings;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Puts the handlers of a new connection in place: PROXY protocol, TLS, then the protocol version.
 */
@ChannelHandler.Sharable
final class ChannelSetup extends ChannelInitializer<SocketChannel> {
  private final Server server;
  private final Admission admission;
  private final Loops loops;
  private final ListenerSettings settings;
  private final @Nullable CertificateStore certificates;

  /**
   * Makes the setup of one listening socket.
   *
   * @param certificates null for clear text
   */
  ChannelSetup(
      Server server,
      Admission admission,
      Loops loops,
      ListenerSettings settings,
      @Nullable CertificateStore certificates) {
    this.server = server;
    this.admission = admission;
    this.loops = loops;
    this.settings = settings;
    this.certificates = certificates;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (!admission.admit(channel)) {
      return;
    }
    ServerLimits limits = server.limits();
    int high = limits.writeBufferBytes();
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
    ChannelPipeline pipeline = channel.pipeline();
    LoopConnections siblings = loops.of(channel.eventLoop());
    if (sendsProxyHeader(channel.remoteAddress())) {
      pipeline.addLast(new ProxyHeaderReader(limits.handshakeMs(), server));
    }
    if (certificates == null) {
      pipeline.addLast(new Http1Connection(server, siblings, false, settings.http2()));
    } else {
      pipeline.addLast(new TlsServerName(certificates, limits.handshakeMs()));
      pipeline.addLast(new ProtocolChoice(server, siblings));
    }
  }

  private boolean sendsProxyHeader(@Nullable InetSocketAddress remote) {
    if (remote == null || settings.proxyProtocol().isEmpty()) {
      return false;
    }
    for (Cidr peers : settings.proxyProtocol()) {
      if (peers.contains(remote.getAddress())) {
        return true;
      }
    }
    return false;
  }
}

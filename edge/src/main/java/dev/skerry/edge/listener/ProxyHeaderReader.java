package dev.skerry.edge.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the PROXY protocol header, version 1 or 2, with which a trusted peer begins its connection
 * (the PROXY protocol's specification by HAProxy), and remembers the addresses in it. A connection
 * without one is closed.
 */
final class ProxyHeaderReader extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(ProxyHeaderReader.class);

  private static final String DECODER = "proxy-header";

  private final long timeoutMs;
  private final Server server;
  private @Nullable Future<?> timeout;

  ProxyHeaderReader(long timeoutMs, Server server) {
    this.timeoutMs = timeoutMs;
    this.server = server;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.pipeline().addBefore(ctx.name(), DECODER, new HAProxyMessageDecoder());
    timeout = ctx.executor().schedule(() -> ctx.close(), timeoutMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Future<?> task = timeout;
    if (task != null) {
      task.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof HAProxyMessage header)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      remember(ctx, header);
    } finally {
      header.release();
    }
    ctx.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    server.counters.countRejected();
    log.debug("no PROXY header from {}: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }

  /** A LOCAL command speaks for the peer itself, as a health check does. */
  private static void remember(ChannelHandlerContext ctx, HAProxyMessage header) {
    if (header.command() == HAProxyCommand.LOCAL) {
      return;
    }
    InetSocketAddress remote = address(header.sourceAddress(), header.sourcePort());
    InetSocketAddress local = address(header.destinationAddress(), header.destinationPort());
    if (remote != null) {
      ctx.channel().attr(Facts.PROXIED_REMOTE).set(remote);
    }
    if (local != null) {
      ctx.channel().attr(Facts.PROXIED_LOCAL).set(local);
    }
  }

  private static @Nullable InetSocketAddress address(@Nullable String host, int port) {
    if (host == null) {
      return null;
    }
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

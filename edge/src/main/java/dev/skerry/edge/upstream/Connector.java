package dev.skerry.edge.upstream;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.Buffers;
import dev.skerry.edge.flow.ProxyError;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to endpoints: TCP, TLS where the origin is secure, and which HTTP is spoken.
 */
final class Connector {
  /** Who is told of the connection; exactly one call, on the event loop. */
  interface Result {
    /** The channel is ready and reads nothing as yet; its handlers are still to be added. */
    void connected(Channel channel, boolean http2);

    void failed(ProxyError error);
  }

  private final ChannelFactory<? extends SocketChannel> sockets;
  private final PoolConfig config;
  private final @Nullable ClientTls tls;
  private final WriteBufferWaterMark watermark;

  Connector(
      ChannelFactory<? extends SocketChannel> sockets, PoolConfig config, int writeBufferBytes) {
    this.sockets = sockets;
    this.config = config;
    boolean secure = config.origins().stream().anyMatch(PoolConfig.Origin::secure);
    this.tls = secure ? new ClientTls(config) : null;
    this.watermark = new WriteBufferWaterMark(writeBufferBytes / 2, writeBufferBytes);
  }

  /** Whether a connection to that endpoint may turn out to speak HTTP/2. */
  boolean mayBeHttp2(Endpoint endpoint) {
    return endpoint.origin.secure()
        ? config.http2() != PoolConfig.Http2.NEVER
        : config.http2() == PoolConfig.Http2.ALWAYS;
  }

  void connect(Endpoint endpoint, EventLoop loop, boolean http1Only, Result result) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channelFactory(sockets)
            .option(ChannelOption.ALLOCATOR, Buffers.ALLOCATOR)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, watermark)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.timeouts().connectMs())
            .handler(new FirstHandler(endpoint, http1Only, result))
            .connect(endpoint.address);
    connecting.addListener(
        (ChannelFuture future) -> {
          if (!future.isSuccess()) {
            result.failed(Failures.ofConnecting(future.cause()));
          } else if (!endpoint.origin.secure()) {
            result.connected(future.channel(), mayBeHttp2(endpoint) && !http1Only);
          }
        });
  }

  private final class FirstHandler extends ChannelInitializer<Channel> {
    private final Endpoint endpoint;
    private final boolean http1Only;
    private final Result result;

    FirstHandler(Endpoint endpoint, boolean http1Only, Result result) {
      this.endpoint = endpoint;
      this.http1Only = http1Only;
      this.result = result;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (endpoint.origin.secure() && tls != null) {
        channel.pipeline().addLast(tls.handler(channel, endpoint.origin, http1Only));
        channel.pipeline().addLast(new HandshakeWait(http1Only, result));
      }
    }
  }

  private final class HandshakeWait extends ChannelInboundHandlerAdapter {
    private final boolean http1Only;
    private final Result result;

    HandshakeWait(boolean http1Only, Result result) {
      this.http1Only = http1Only;
      this.result = result;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
        ctx.fireUserEventTriggered(event);
        return;
      }
      Channel channel = ctx.channel();
      if (!handshake.isSuccess()) {
        // This handler stays, so that the exception that follows ends here.
        channel.close();
        result.failed(Failures.ofHandshake(handshake.cause()));
        return;
      }
      channel.pipeline().remove(this);
      boolean http2 =
          ApplicationProtocolNames.HTTP_2.equals(
              channel.pipeline().get(SslHandler.class).applicationProtocol());
      if (!http2 && !http1Only && config.http2() == PoolConfig.Http2.ALWAYS) {
        channel.close();
        result.failed(
            ProxyError.beforeSending(
                ProxyError.Type.HTTP_PROTOCOL_ERROR, "the origin offers no HTTP/2"));
      } else {
        result.connected(channel, http2);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // The handshake's own event tells of it.
    }
  }
}

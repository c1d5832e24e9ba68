package dev.skerry.edge.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the protocol version that the TLS handshake agreed upon (ALPN, RFC 7301). */
final class ProtocolChoice extends ApplicationProtocolNegotiationHandler {
  private static final Logger log = LoggerFactory.getLogger(ProtocolChoice.class);

  private final Server server;
  private final LoopConnections siblings;

  ProtocolChoice(Server server, LoopConnections siblings) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.server = server;
    this.siblings = siblings;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      ctx.pipeline().addLast(Http2Connection.create(server, siblings));
    } else {
      ctx.pipeline().addLast(new Http1Connection(server, siblings, true, false));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      server.counters.countHandshakeFailure();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("TLS handshake with {} failed: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("connection {} failed before a request: {}", ctx.channel(), cause.toString());
    ctx.close();
  }
}

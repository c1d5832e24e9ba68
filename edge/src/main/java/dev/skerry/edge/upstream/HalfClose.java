package dev.skerry.edge.upstream;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Ends one direction of a connection in good order: after all that was written before. */
final class HalfClose {
  private HalfClose() {}

  /** Tells the peer that nothing more comes: by TLS's closing alert, or by TCP's. */
  static void output(ChannelHandlerContext ctx) {
    whenWritten(
        ctx,
        () -> {
          SslHandler tls = ctx.pipeline().get(SslHandler.class);
          if (tls != null) {
            tls.closeOutbound();
          } else if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
            channel.shutdownOutput();
          }
        });
  }

  /** Runs the action when everything written so far is with the operating system, or cannot be. */
  static void whenWritten(ChannelHandlerContext ctx, Runnable action) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFuture written) -> action.run());
  }
}

package dev.skerry.edge.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * The end of an HTTP/1.1 connection after its last response.
 *
 * <p>Where the viewer may still be sending, the connection lingers (RFC 9112 §9.6): the edge says
 * that it sends no more and reads on for a short while, as a closed socket would answer with a
 * reset that takes the response away from the viewer.
 */
final class Http1Closing {
  private static final int LINGER_TICKS = 20;
  private static final long MAX_DISCARDED_BYTES = 1 << 20;

  private final ChannelHandlerContext ctx;
  private final int deadline;
  private long discarded;

  private Http1Closing(ChannelHandlerContext ctx, int deadline) {
    this.ctx = ctx;
    this.deadline = deadline;
  }

  /** Closes when everything is sent. */
  static Http1Closing afterFlush(
      ChannelHandlerContext ctx, Http1Output output, LoopConnections clock, int writeTicks) {
    output.flushNow();
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    return new Http1Closing(ctx, clock.now() + writeTicks);
  }

  /** Ends the output when everything is sent, and reads until the viewer closes. */
  static Http1Closing lingering(
      ChannelHandlerContext ctx, Http1Output output, LoopConnections clock, int writeTicks) {
    output.flushNow();
    Http1Closing closing = new Http1Closing(ctx, clock.now() + Math.min(writeTicks, LINGER_TICKS));
    endOutput(ctx);
    ctx.channel().config().setAutoRead(true);
    return closing;
  }

  /**
   * Says to the viewer that nothing more comes, once it has taken all that was passed on: to shut a
   * socket down drops what still waits for it.
   */
  static void endOutput(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                shutdownOutput(ctx);
              } else {
                ctx.close();
              }
            });
  }

  private static void shutdownOutput(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (ctx.channel() instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
      duplex.shutdownOutput();
    }
  }

  /** Takes what the viewer still sends. */
  void discard(ByteBuf data) {
    discarded += data.readableBytes();
    data.release();
    if (discarded > MAX_DISCARDED_BYTES) {
      ctx.close();
    }
  }

  void sweep(int now) {
    if (now - deadline > 0) {
      ctx.close();
    }
  }
}

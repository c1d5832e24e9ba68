package dev.skerry.edge.listener;

import dev.skerry.edge.flow.ConnectionFacts;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One viewer's connection in HTTP/1.1: the channel's events, and how the connection ends. */
final class Http1Connection extends ChannelInboundHandlerAdapter implements Supervised {
  private static final Logger log = LoggerFactory.getLogger(Http1Connection.class);

  /** How long a connection without exchange may still bring the request that was under way. */
  private static final int DRAIN_GRACE_TICKS = 5;

  private final Server server;
  private final ServerLimits limits;
  private final LoopConnections siblings;
  private final Http1Watch watch;
  private final boolean secure;
  private final Http1Input input;
  private final Http1Exchanges exchanges;

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionFacts facts;
  private @Nullable Http1Output output;
  private @Nullable Http1Closing closing;
  private boolean draining;
  private int drainedSince;
  private int place;

  /**
   * Makes the handler of one connection.
   *
   * @param secure whether it is under TLS
   * @param prefaceAllowed whether the viewer may begin with HTTP/2 without negotiation
   */
  Http1Connection(Server server, LoopConnections siblings, boolean secure, boolean prefaceAllowed) {
    this.server = server;
    this.limits = server.limits();
    this.siblings = siblings;
    this.watch = new Http1Watch(limits, siblings);
    this.secure = secure;
    this.input = new Http1Input(limits, secure);
    this.exchanges = new Http1Exchanges(this, server, limits, watch, input, prefaceAllowed);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    output = new Http1Output(ctx);
    watch.begin(ctx.channel());
    siblings.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    siblings.remove(this);
    exchanges.stop();
    output().release();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf data = (ByteBuf) message;
    watch.active();
    Http1Closing ending = closing;
    if (ending != null) {
      ending.discard(data);
      return;
    }
    if (facts == null) {
      // Not before the first octets: a PROXY header may have come before them.
      facts = Facts.of(ctx.channel());
    }
    output().batch().begin(loop());
    input.add(ctx.alloc(), data);
    exchanges.process();
    if (exchanges.hasEnough()) {
      // One turn may be many reads, which would be put together in ever larger buffers.
      adjustReading();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    adjustReading();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    exchanges.stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    exchanges.becameWritable();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent
        || (event == ChannelInputShutdownEvent.INSTANCE && closing != null)) {
      ctx.close();
    } else if (event == ChannelInputShutdownEvent.INSTANCE) {
      exchanges.endInput();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("connection {} broke: {}", ctx.channel(), cause.toString());
    } else {
      log.error("connection {} failed", ctx.channel(), cause);
    }
    ctx.close();
  }

  EventLoop loop() {
    return siblings.loop();
  }

  ConnectionFacts facts() {
    ConnectionFacts known = facts;
    return known == null ? Facts.of(ctx().channel()) : known;
  }

  Http1Output output() {
    return Objects.requireNonNull(output);
  }

  boolean isWritable() {
    return output().isWritable();
  }

  /** Whether files go out as they are: not where they must be encrypted first. */
  boolean takesFiles() {
    return !secure;
  }

  /** Reads on unless what waits is enough. */
  void adjustReading() {
    boolean wanted = closing != null || !exchanges.hasEnough();
    if (ctx().channel().config().isAutoRead() != wanted) {
      ctx().channel().config().setAutoRead(wanted);
    }
  }

  /** Goes on in HTTP/2, of which these are the first octets. */
  void becomeHttp2(ByteBuf first) {
    Http2Connection http2 = Http2Connection.create(server, siblings);
    ctx().pipeline().replace(this, null, http2);
    http2.begin(first);
  }

  /**
   * Closes when everything is sent.
   *
   * @param lingering whether the viewer may still be sending
   */
  void end(boolean lingering) {
    if (closing != null) {
      return;
    }
    closing =
        lingering
            ? Http1Closing.lingering(ctx(), output(), siblings, limits.writeTicks())
            : Http1Closing.afterFlush(ctx(), output(), siblings, limits.writeTicks());
  }

  /** Says to the viewer, once everything is sent, that nothing more comes; reads on. */
  void endOutput() {
    output().flushNow();
    Http1Closing.endOutput(ctx());
  }

  @Override
  public void sweep(int now) {
    Http1Closing ending = closing;
    if (ending != null) {
      ending.sweep(now);
      return;
    }
    Http1Watch.Phase phase = exchanges.phase();
    if (phase == Http1Watch.Phase.REQUEST && output().isSending()) {
      // A slow viewer is still taking the last response.
      watch.active();
    }
    switch (watch.verdict(now, phase)) {
      case FINE -> {
        if (draining
            && phase == Http1Watch.Phase.REQUEST
            && Math.min(now - drainedSince, watch.quietTicks(now)) > DRAIN_GRACE_TICKS) {
          end(false);
        }
      }
      case IDLE -> abort();
      case HEADER -> exchanges.timeOut("header");
      case CONTENT -> exchanges.timeOut("content");
      case WRITE -> exchanges.timeOut("write");
    }
  }

  @Override
  public void drain() {
    draining = true;
    drainedSince = siblings.now();
    exchanges.drain();
  }

  @Override
  public void abort() {
    ctx().close();
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public void place(int index) {
    place = index;
  }

  private ChannelHandlerContext ctx() {
    return Objects.requireNonNull(context);
  }
}

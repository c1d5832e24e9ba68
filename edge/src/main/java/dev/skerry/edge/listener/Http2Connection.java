package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Http2Fields;
import dev.skerry.edge.codec.Http2HeaderReader;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.FlushBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2PromisedRequestVerifier;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer's connection in HTTP/2 (RFC 9113): Netty's frame codec without its header checks,
 * which are made where fields become requests, and without its stream channels.
 */
final class Http2Connection extends Http2ConnectionHandler
    implements Supervised, FlushBatch.Target {
  private static final Logger log = LoggerFactory.getLogger(Http2Connection.class);

  /** How long streams may still be opened after the first GOAWAY (RFC 9113 §6.8). */
  private static final int DRAIN_GRACE_TICKS = 5;

  private static final int CONNECTION_WINDOWS = 4;

  private final Server server;
  private final ServerLimits limits;
  private final LoopConnections siblings;
  private final Http2FloodGuard guard;
  private final Http2Streams streams;
  private final OutboundStall stall = new OutboundStall();

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionFacts facts;
  private final FlushBatch batch = FlushBatch.here();

  /** Whether the batch has this connection already. */
  private boolean flushWanted;

  private boolean draining;
  private int drainedSince;
  private boolean ending;

  /** After a connection error nothing that comes is looked at. */
  private boolean dead;

  private int place;

  private Http2Connection(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Server server,
      ServerLimits limits,
      LoopConnections siblings) {
    super(decoder, encoder, settings);
    this.server = server;
    this.limits = limits;
    this.siblings = siblings;
    this.guard = new Http2FloodGuard(limits, siblings);
    this.streams = new Http2Streams(this, server, limits, guard, siblings);
    decoder.frameListener(streams);
    gracefulShutdownTimeoutMillis(-1);
  }

  static Http2Connection create(Server server, LoopConnections siblings) {
    ServerLimits limits = server.limits();
    DefaultHttp2Connection connection = new DefaultHttp2Connection(true, 0);
    connection.remote().maxActiveStreams(limits.http2Streams());
    connection
        .remote()
        .flowController(
            new DefaultHttp2RemoteFlowController(
                connection, new UniformStreamByteDistributor(connection)));
    Http2ConnectionEncoder encoder =
        new DefaultHttp2ConnectionEncoder(
            connection, new DefaultHttp2FrameWriter(Http2Fields.SENSITIVE));
    long listBytes = limits.head().headerBytes() + 32L * limits.head().headerCount();
    Http2ConnectionDecoder decoder =
        new DefaultHttp2ConnectionDecoder(
            connection,
            encoder,
            new DefaultHttp2FrameReader(
                new Http2HeaderReader(listBytes), limits.http2Continuations()),
            Http2PromisedRequestVerifier.ALWAYS_VERIFY,
            true,
            true,
            false);
    Http2Settings settings =
        new Http2Settings()
            .maxConcurrentStreams(limits.http2Streams())
            .initialWindowSize(limits.http2WindowBytes())
            .maxHeaderListSize(listBytes)
            .connectProtocolEnabled(true);
    return new Http2Connection(decoder, encoder, settings, server, limits, siblings);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    facts = Facts.of(ctx.channel());
    super.handlerAdded(ctx);
    connection()
        .local()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(), (CONNECTION_WINDOWS - 1) * limits.http2WindowBytes());
    siblings.add(this);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    siblings.remove(this);
    super.handlerRemoved0(ctx);
  }

  /** Goes on with what another handler has read: the preface and what follows it. */
  void begin(ByteBuf input) {
    try {
      channelRead(ctx(), input);
    } catch (Exception e) {
      exceptionCaught(ctx(), e);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    batch.begin(loop());
    super.channelRead(ctx, message);
  }

  /** As the codec does, but the flush joins the batch. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    discardSomeReadBytes();
    if (!ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
    flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
    super.channelWritabilityChanged(ctx);
    if (ctx.channel().isWritable()) {
      streams.writabilityChanged();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    super.userEventTriggered(ctx, event);
    if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    try {
      if (cause instanceof IOException) {
        log.debug("connection {} broke: {}", ctx.channel(), cause.toString());
        ctx.close();
      } else {
        super.exceptionCaught(ctx, cause);
      }
    } catch (Exception e) {
      log.error("connection {} failed", ctx.channel(), e);
      ctx.close();
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception http2Ex) {
    if (dead) {
      return;
    }
    dead = true;
    ending = true;
    if (http2Ex == null && isBroken(cause)) {
      log.debug("connection {} broke: {}", ctx.channel(), cause.toString());
      ctx.close();
      return;
    }
    if (http2Ex == null) {
      log.error("connection {} failed", ctx.channel(), cause);
    } else if (http2Ex.error() == Http2Error.ENHANCE_YOUR_CALM) {
      server.counters.countFlood();
      log.debug("connection {} closed: {}", ctx.channel(), http2Ex.getMessage());
    }
    super.onConnectionError(ctx, outbound, cause, http2Ex);
  }

  /** Also what a viewer's mistakes make the edge reset counts as a flood. */
  @Override
  protected void onStreamError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException http2Ex) {
    super.onStreamError(ctx, outbound, cause, http2Ex);
    try {
      guard.reset();
    } catch (Http2Exception flood) {
      onError(ctx, outbound, flood);
    }
  }

  /** Whether the connection itself failed, for which nobody is told. */
  private static boolean isBroken(Throwable cause) {
    for (Throwable c = cause; c != null; c = c.getCause()) {
      if (c instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  ChannelHandlerContext ctx() {
    return Objects.requireNonNull(context);
  }

  ConnectionFacts facts() {
    return Objects.requireNonNull(facts);
  }

  FlushBatch batch() {
    return batch;
  }

  EventLoop loop() {
    return siblings.loop();
  }

  Server server() {
    return server;
  }

  boolean isDraining() {
    return draining;
  }

  /**
   * Makes frames of the content that flow control lets pass, so that a reset does not overtake it.
   */
  void writePending() {
    try {
      encoder().flowController().writePendingBytes();
    } catch (Http2Exception e) {
      onError(ctx(), true, e);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (dead) {
      in.skipBytes(in.readableBytes());
    } else {
      super.decode(ctx, in, out);
    }
  }

  /** Hands what was written to the socket, at the end of the batch if there is one. */
  void flush() {
    if (flushWanted) {
      return;
    }
    flushWanted = true;
    if (!batch.add(this)) {
      flushBatched();
    }
  }

  @Override
  public void flushBatched() {
    flushWanted = false;
    flush(ctx());
  }

  @Override
  public void sweep(int now) {
    if (stall.ticks(ctx().channel(), now) > limits.writeTicks()) {
      server.counters.countTimeout();
      server.observer.timedOut(facts(), "write");
      ctx().close();
    } else if (streams.isIdle(now)) {
      end();
    } else if (draining && now - drainedSince > DRAIN_GRACE_TICKS) {
      end();
    } else {
      streams.sweep(now);
    }
  }

  @Override
  public void drain() {
    if (!draining && !ending) {
      draining = true;
      drainedSince = siblings.now();
      goAway(
          ctx(),
          Integer.MAX_VALUE,
          Http2Error.NO_ERROR.code(),
          Unpooled.EMPTY_BUFFER,
          ctx().newPromise());
      flush();
    }
  }

  /** Closes at once: past the codec, whose own closing waits for the streams. */
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

  /** Names the last stream that will be answered, and closes when all are. */
  private void end() {
    if (ending) {
      return;
    }
    ending = true;
    goAway(
        ctx(),
        connection().remote().lastStreamCreated(),
        Http2Error.NO_ERROR.code(),
        Unpooled.EMPTY_BUFFER,
        ctx().newPromise());
    ctx().flush();
    try {
      close(ctx(), ctx().newPromise());
    } catch (Exception e) {
      exceptionCaught(ctx(), e);
    }
  }
}

package dev.skerry.edge.listener;

import dev.skerry.edge.codec.ContentParser;
import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.codec.FlawedMessageException;
import dev.skerry.edge.codec.RequestParser;
import dev.skerry.edge.codec.ResponseWriter;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer's connection in HTTP/1.1: takes request after request, one exchange at a time, so that
 * responses go out in the order of the requests (RFC 9112 §9.3).
 *
 * <p>What the viewer sends ahead waits here, bounded by {@link #READ_AHEAD_BYTES} and one read; then
 * reading stops until an exchange takes it.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements Supervised {
  private static final Logger log = LoggerFactory.getLogger(Http1Connection.class);

  private static final int READ_AHEAD_BYTES = 64 * 1024;

  /** How much content that nobody wants is read to keep a connection. */
  private static final int MAX_DISCARDED_BYTES = 256 * 1024;

  /** How long a connection without exchange may still bring the request that was under way. */
  private static final int DRAIN_GRACE_TICKS = 5;

  private final Server server;
  private final ServerLimits limits;
  private final LoopConnections siblings;
  private final RequestParser parser;
  private final ContentParser content;
  private final ResponseWriter writer;
  private final Http1Watch watch;

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionFacts facts;
  private @Nullable Http1Output output;
  private @Nullable Http1Closing closing;

  /** What came and is not consumed; null if nothing. */
  private @Nullable ByteBuf input;

  /** The exchange under way. */
  private @Nullable Http1Stream stream;

  /** Whether the next octets may be the preface of HTTP/2. */
  private boolean prefaceAllowed;

  private boolean requestDone = true;
  private boolean responseDone;
  private boolean tunnel;
  private boolean tunnelInputEnded;
  private boolean tunnelOutputEnded;
  private boolean inputEnded;
  private boolean processing;
  private boolean lost;
  private boolean draining;
  private int drainedSince;
  private int requests;
  private long discarded;
  private int place;

  /**
   * Makes the handler of one connection.
   *
   * @param secure whether it is under TLS
   * @param prefaceAllowed whether the viewer may begin with HTTP/2 without negotiation
   */
  Http1Connection(
      Server server, LoopConnections siblings, boolean secure, boolean prefaceAllowed) {
    this.server = server;
    this.prefaceAllowed = prefaceAllowed;
    this.limits = server.limits();
    this.siblings = siblings;
    this.parser = new RequestParser(limits.head(), secure);
    this.content = new ContentParser(limits.head(), false);
    this.writer = new ResponseWriter(server.clock);
    this.watch = new Http1Watch(limits, siblings);
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
    output().release();
    ByteBuf rest = input;
    input = null;
    if (rest != null) {
      rest.release();
    }
    lose();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf data = (ByteBuf) message;
    watch.read();
    Http1Closing ending = closing;
    if (ending != null) {
      ending.discard(data);
      return;
    }
    if (facts == null) {
      // Not before the first octets: a PROXY header may have come before them.
      facts = Facts.of(ctx.channel());
    }
    output().beginBatch();
    ByteBuf before = input;
    input =
        before == null
            ? data
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), before, data);
    process();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    output().endBatch();
    adjustReading();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lose();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Http1Stream current = stream;
    if (current != null && ctx.channel().isWritable()) {
      current.becameWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnded = true;
      if (closing != null) {
        ctx.close();
      } else {
        process();
      }
    } else if (event instanceof SslCloseCompletionEvent) {
      ctx.close();
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

  ResponseWriter writer() {
    return writer;
  }

  boolean isWritable() {
    return ctx().channel().isWritable();
  }

  /** The exchange wants content again, or never again. */
  void contentWanted() {
    watch.read();
    if (!processing) {
      process();
      adjustReading();
    }
  }

  /** Something was written. */
  void wrote() {
    watch.wrote();
  }

  /** The response is complete. */
  void responseDone() {
    responseDone = true;
    watch.wrote();
    if (!processing) {
      process();
      adjustReading();
    }
  }

  /** The exchange failed before it had a head. */
  void answerFailure(int status) {
    Http1Refusal.write(output(), writer, status, "the edge could not answer");
    stream = null;
    closeLingering();
  }

  /** Closes at once: the response is incomplete, and the viewer must see that. */
  void abortResponse() {
    output().flushNow();
    ctx().close();
  }

  /** The head of a 101 was written: from now on bytes are passed on as they are. */
  void tunnel() {
    tunnel = true;
    server.counters.countTunnel();
    output().flush();
  }

  boolean isTunnel() {
    return tunnel;
  }

  /** The exchange sends nothing more through the tunnel. */
  void endTunnelOutput() {
    tunnelOutputEnded = true;
    output().flushNow();
    if (tunnelInputEnded) {
      closeAfterFlush();
    } else {
      Http1Closing.shutdownOutput(ctx());
    }
  }

  @Override
  public void sweep(int now) {
    Http1Closing ending = closing;
    if (ending != null) {
      ending.sweep(now);
      return;
    }
    switch (watch.verdict(now, phase())) {
      case FINE -> {
        if (draining && phase() == Http1Watch.Phase.REQUEST && now - drainedSince > DRAIN_GRACE_TICKS) {
          closeAfterFlush();
        }
      }
      case IDLE -> ctx().close();
      case HEADER -> timeOut("header", true);
      case CONTENT -> timeOut("content", true);
      case WRITE -> timeOut("write", false);
    }
  }

  @Override
  public void drain() {
    draining = true;
    drainedSince = siblings.now();
    writer.close();
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

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (closing == null && !lost && step()) {
        // Each step takes what it can.
      }
    } catch (FlawedMessageException e) {
      refuse(e.flaw());
    } finally {
      processing = false;
      trim();
    }
  }

  /** Takes one step; false if nothing is to be done until something happens. */
  private boolean step() {
    Http1Stream current = stream;
    if (current == null) {
      return begin();
    }
    if (tunnel) {
      deliverTunnel(current);
      return false;
    }
    if (!requestDone) {
      takeContent(current);
    }
    if (stream != current || !responseDone) {
      return false;
    }
    if (!writer.persistent()) {
      finishConnection();
      return false;
    }
    if (!requestDone) {
      if (inputEnded || discarded > MAX_DISCARDED_BYTES) {
        closeLingering();
      }
      return false;
    }
    stream = null;
    return true;
  }

  private boolean begin() {
    ByteBuf in = input;
    if (prefaceAllowed && in != null && mayBePreface(in)) {
      return false;
    }
    Request request = in == null ? null : parser.parse(in);
    if (request == null) {
      watch.waiting(parser.isInHead() || (in != null && in.isReadable()));
      if (inputEnded) {
        closeAfterFlush();
      }
      return false;
    }
    watch.began();
    boolean last = draining || ++requests >= limits.requestsPerConnection();
    writer.answer(request, parser.persistent() && !last);
    content.begin(parser.framing(), limits.contentBytes());
    requestDone = content.isComplete();
    responseDone = false;
    discarded = 0;
    server.counters.countHttp1Request();
    boolean expecting =
        !requestDone && "100-continue".equalsIgnoreCase(request.fields().first(FieldNames.EXPECT));
    Http1Stream next = new Http1Stream(this, output(), expecting);
    stream = next;
    try {
      next.begun(server.handler.begin(request, next));
    } catch (RuntimeException e) {
      log.error("no exchange could begin for {}", request, e);
      next.beginFailed();
    }
    return true;
  }

  /** Looks for the preface of HTTP/2 (RFC 9113 §3.4) and hands the connection over when it is there. */
  private boolean mayBePreface(ByteBuf in) {
    int matched = Http2Preface.matched(in);
    if (matched == Http2Preface.LENGTH) {
      input = null;
      lost = true;
      Http2Connection http2 = Http2Connection.create(server, siblings);
      ctx().pipeline().replace(this, null, http2);
      http2.begin(in);
      return true;
    }
    if (matched < in.readableBytes()) {
      prefaceAllowed = false;
      return false;
    }
    watch.waiting(true);
    if (inputEnded) {
      closeAfterFlush();
    }
    return true;
  }

  private void takeContent(Http1Stream current) {
    while (stream == current && closing == null && !content.isComplete()) {
      boolean discarding = current.isInert() || current.isCancelled();
      ByteBuf in = input;
      if (in == null || !(discarding || current.isResumed())) {
        break;
      }
      ByteBuf piece = content.next(in);
      if (piece == null) {
        break;
      }
      current.contentBegan();
      if (discarding) {
        discarded += piece.readableBytes();
        piece.release();
      } else {
        current.deliver(piece);
      }
    }
    if (stream == current && closing == null && content.isComplete()) {
      requestDone = true;
      current.deliverEnd(content.trailers());
    } else if (stream == current && closing == null && inputEnded && !current.isInert()) {
      breakOff(current);
    }
  }

  /** The viewer ended its side within the content. */
  private void breakOff(Http1Stream current) {
    ByteBuf in = input;
    if (in != null && in.isReadable() && !current.isResumed()) {
      // First the exchange takes what is there.
      return;
    }
    current.breakOff("the content breaks off");
    ctx().close();
  }

  private void deliverTunnel(Http1Stream current) {
    while (stream == current && current.isResumed()) {
      ByteBuf in = input;
      if (in == null || !in.isReadable()) {
        break;
      }
      input = null;
      current.deliver(in);
    }
    boolean drained = input == null || !input.isReadable();
    if (inputEnded && drained && !tunnelInputEnded) {
      tunnelInputEnded = true;
      current.deliverEnd(Fields.EMPTY);
      if (tunnelOutputEnded) {
        closeAfterFlush();
      }
    }
  }

  private void refuse(Flaw flaw) {
    Http1Stream current = stream;
    stream = null;
    boolean answered = current == null || !(current.isHeadWritten() || current.isInert());
    server.counters.countRefused(flaw);
    server.observer.refused(facts(), flaw, answered ? flaw.status() : 0);
    if (answered) {
      Http1Refusal.write(output(), writer, flaw.status(), flaw.text());
    }
    if (current != null) {
      current.breakOff(flaw.text());
    }
    closeLingering();
  }

  private void timeOut(String phase, boolean answer) {
    server.counters.countTimeout();
    server.observer.timedOut(facts(), phase);
    Http1Stream current = stream;
    stream = null;
    boolean answered = answer && (current == null || !(current.isHeadWritten() || current.isInert()));
    if (answered && (current != null || watch.isInHead())) {
      Http1Refusal.write(output(), writer, 408, "the request took too long");
    }
    if (current != null) {
      current.breakOff("the viewer is too slow");
    }
    if (answered) {
      closeLingering();
    } else {
      ctx().close();
    }
  }

  /** The last response of this connection is complete. */
  private void finishConnection() {
    ByteBuf in = input;
    stream = null;
    if (!requestDone || (in != null && in.isReadable())) {
      closeLingering();
    } else {
      closeAfterFlush();
    }
  }

  private void closeAfterFlush() {
    closing = Http1Closing.afterFlush(ctx(), output(), siblings, limits.writeTicks());
  }

  private void closeLingering() {
    if (inputEnded) {
      closeAfterFlush();
    } else {
      closing = Http1Closing.lingering(ctx(), output(), siblings, limits.writeTicks());
    }
  }

  private void lose() {
    lost = true;
    Http1Stream current = stream;
    stream = null;
    if (current != null) {
      current.viewerGone();
    }
  }

  private void trim() {
    ByteBuf in = input;
    if (in != null && !in.isReadable()) {
      input = null;
      in.release();
    } else if (in != null && in.refCnt() == 1) {
      in.discardSomeReadBytes();
    }
  }

  /** Reads on unless what waits here is enough. */
  private void adjustReading() {
    ByteBuf in = input;
    Http1Stream current = stream;
    boolean enough =
        in != null
            && in.readableBytes() >= READ_AHEAD_BYTES
            && closing == null
            && current != null
            && !(current.isResumed() && !requestDone);
    if (ctx().channel().config().isAutoRead() == enough) {
      ctx().channel().config().setAutoRead(!enough);
    }
  }

  private Http1Watch.Phase phase() {
    Http1Stream current = stream;
    if (tunnel) {
      return Http1Watch.Phase.TUNNEL;
    }
    if (current == null) {
      return Http1Watch.Phase.REQUEST;
    }
    return !requestDone && (current.isResumed() || current.isInert())
        ? Http1Watch.Phase.CONTENT
        : Http1Watch.Phase.EXCHANGE;
  }

  private Http1Output output() {
    return Objects.requireNonNull(output);
  }

  private ChannelHandlerContext ctx() {
    return Objects.requireNonNull(context);
  }
}

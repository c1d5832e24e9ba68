package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.FlawedMessageException;
import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.flow.FlushBatch;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.TimeoutQueue.Timeout;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection to an endpoint: one request at a time, on one event loop.
 *
 * <p>It reads one buffer at a time and only when somebody wants it: while the exchange is paused
 * nothing is read; while no request is on its way it reads to notice that the origin closes. When
 * writing fails it goes on reading, for an origin may answer and close before it has read the whole
 * request.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements OriginConnection {
  final Timers timers;
  final int maxInterim;
  private final boolean secure;
  private final ConnectionOwner owner;
  private final Http1ResponseReader reader;
  private final Timeout idle = new Timeout(this::close);
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable Http1Stream stream;

  /** What was read and is not delivered yet; at most two reads' worth. */
  private @Nullable ByteBuf held;

  private @Nullable Throwable broken;
  private boolean processing;
  private boolean used;
  private boolean inputEnded;
  private boolean inputEndedCleanly;
  private boolean closed;

  Http1Connection(
      ConnectionOwner owner, Timers timers, boolean secure, HeadLimits limits, int maxInterim) {
    this.owner = owner;
    this.timers = timers;
    this.secure = secure;
    this.maxInterim = maxInterim;
    this.reader = new Http1ResponseReader(limits);
  }

  @Override
  public OriginStream open(Request request, String authority, OriginEvents events) {
    idle.disarm();
    Http1Stream opened = new Http1Stream(this, context(), request, events);
    stream = opened;
    used = true;
    reader.begin(request.method());
    opened.begin(authority);
    wantRead();
    return opened;
  }

  @Override
  public boolean wasUsed() {
    return used;
  }

  /** Whether nothing speaks against sending a request now. */
  boolean isUsable() {
    return !closed && !inputEnded && broken == null && context().channel().isActive();
  }

  /** Waits for the next request, for as long as the idle timeout. */
  void rest() {
    timers.idle.arm(idle);
    wantRead();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    idle.disarm();
    context().close();
    Http1Stream current = stream;
    if (current != null) {
      current.abort(ProxyError.of(ProxyError.Type.CONNECTION_TERMINATED, null));
    }
    releaseRest();
    owner.closed(this);
  }

  /** Delivers what is held, and reads on if more is wanted. */
  void deliver() {
    if (!processing) {
      process();
      wantRead();
    }
  }

  /** Ends the exchange; the connection lives on only if it can carry another. */
  void finished(Http1Stream ended, boolean reusable) {
    if (stream != ended) {
      return;
    }
    stream = null;
    boolean empty = held == null || !held.isReadable();
    if (reusable && empty && reader.persistent() && isUsable()) {
      owner.available(this);
    } else {
      close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closed || !(message instanceof ByteBuf in) || !in.isReadable()) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (stream == null) {
      in.release();
      close(); // An origin that speaks first cannot be trusted with a request.
      return;
    }
    held =
        held == null
            ? in
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, in);
    FlushBatch.here().begin(context.channel().eventLoop());
    stream.received();
    if (!processing) {
      process();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    wantRead();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stream != null) {
      stream.writabilityChanged(context.channel().isWritable());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
      inputEndedCleanly = true;
      endOfInput();
    } else if (event instanceof ChannelInputShutdownEvent) {
      endOfInput();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endOfInput();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (broken == null) {
      broken = cause;
    }
    if (cause instanceof IOException && stream != null && context.channel().isActive()) {
      stream.stopWriting();
      wantRead();
    } else {
      endOfInput();
      close();
    }
  }

  private void process() {
    processing = true;
    try {
      while (stream != null && held != null && held.isReadable() && stream.wantsInput()) {
        if (!reader.step(held, stream)) {
          break;
        }
      }
    } catch (FlawedMessageException flawed) {
      if (stream != null) {
        stream.abort(flawed.flaw().responseError());
      }
    } finally {
      processing = false;
    }
    if (closed || (held != null && !held.isReadable())) {
      releaseRest();
    }
    if (inputEnded) {
      settleEnd();
    }
  }

  private void wantRead() {
    if (!closed && !inputEnded && (stream == null || stream.wantsInput())) {
      context().read();
    }
  }

  private void endOfInput() {
    if (inputEnded) {
      return;
    }
    inputEnded = true;
    if (stream == null) {
      close();
    } else if (!processing) {
      process();
    }
  }

  /** Tells the exchange what the end of input means, once all that came before is delivered. */
  private void settleEnd() {
    Http1Stream current = stream;
    if (current == null || (held != null && !current.wantsInput())) {
      return;
    }
    boolean clean = broken == null && (!secure || inputEndedCleanly || current.isTunnel());
    if (clean && reader.isCompleteAtClose()) {
      current.inputEnded();
    } else {
      current.abort(errorAtEnd());
    }
  }

  private ProxyError errorAtEnd() {
    if (reader.inContent()) {
      return ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, null);
    }
    return broken == null
        ? ProxyError.of(ProxyError.Type.CONNECTION_TERMINATED, null)
        : Failures.ofConnection(broken);
  }

  private void releaseRest() {
    if (held != null && !processing) {
      held.release();
      held = null;
    }
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext current = ctx;
    if (current == null) {
      throw new IllegalStateException("the connection has no channel yet");
    }
    return current;
  }
}

package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.Chunks;
import dev.skerry.edge.codec.Framing;
import dev.skerry.edge.codec.RequestWriter;
import dev.skerry.edge.flow.FlushBatch;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.TimeoutQueue.Timeout;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/** One request and its response on an HTTP/1.1 connection, or the tunnel that they became. */
final class Http1Stream implements OriginStream, FlushBatch.Target {
  private static final int HEAD_BYTES = 512;
  private static final int LAST_CHUNK_BYTES = 16;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int CONTINUE = 100;

  private final Http1Connection connection;
  private final ChannelHandlerContext ctx;
  private final Request request;
  private final OriginEvents events;
  private final Timeout reading = new Timeout(this::readTimeout);
  private final WriteWatch writing;

  private long framing;
  private long written;
  private int interims;
  private boolean upgradeWanted;
  private boolean requestDone;
  private boolean headSeen;
  private boolean paused;
  private boolean tunnel;
  private boolean tunnelInputEnded;
  private boolean writeBroken;
  private boolean dead;

  /** Whether the batch has this stream already. */
  private boolean flushWanted;

  Http1Stream(
      Http1Connection connection, ChannelHandlerContext ctx, Request request, OriginEvents events) {
    this.connection = connection;
    this.ctx = ctx;
    this.request = request;
    this.events = events;
    this.writing =
        new WriteWatch(
            ctx.channel(),
            connection.timers.betweenBytes,
            () -> abort(ProxyError.of(ProxyError.Type.CONNECTION_WRITE_TIMEOUT, null)));
  }

  /** Writes the request's head. */
  void begin(String authority) {
    ByteBuf head = ctx.alloc().directBuffer(HEAD_BYTES);
    try {
      framing = RequestWriter.head(head, request, authority);
    } catch (IllegalArgumentException e) {
      head.release();
      abort(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, e.getMessage()));
      return;
    }
    upgradeWanted = request.upgrade() != null;
    requestDone = !request.hasContent();
    boolean expects = request.fields().contains(FieldNames.EXPECT);
    ctx.write(head, ctx.voidPromise());
    if (requestDone || expects) {
      connection.timers.firstByte.arm(reading);
    }
  }

  @Override
  public boolean isWritable() {
    return ctx.channel().isWritable();
  }

  @Override
  public void flush() {
    if (!dead && !flushWanted) {
      flushWanted = true;
      if (!FlushBatch.here().add(this)) {
        flushBatched();
      }
    }
  }

  @Override
  public void flushBatched() {
    flushWanted = false;
    ctx.flush();
    if (!dead) {
      writing.check();
    }
  }

  @Override
  public void data(ByteBuf content) {
    int length = content.readableBytes();
    if (dead || requestDone || writeBroken || length == 0) {
      content.release();
      return;
    }
    if (tunnel) {
      connection.timers.tunnel.arm(reading);
    } else if (framing == Framing.CHUNKED) {
      ByteBuf size = ctx.alloc().directBuffer(Chunks.MAX_BEGIN_BYTES);
      Chunks.begin(size, length, written == 0);
      ctx.write(size, ctx.voidPromise());
    } else if (written + length > framing) {
      content.release();
      abort(
          ProxyError.of(
              ProxyError.Type.HTTP_REQUEST_ERROR, "more content than content-length says"));
      return;
    }
    written += length;
    ctx.write(content, ctx.voidPromise());
    if (!headSeen) {
      reading.disarm();
    }
    flush();
  }

  @Override
  public void end(Fields trailers) {
    if (dead || requestDone) {
      return;
    }
    requestDone = true;
    if (tunnel) {
      HalfClose.output(ctx);
      closeTunnelIfDone();
      return;
    }
    if (framing == Framing.CHUNKED) {
      ByteBuf last = ctx.alloc().directBuffer(LAST_CHUNK_BYTES);
      Chunks.end(last, trailers, written == 0);
      ctx.write(last, ctx.voidPromise());
      flush();
    } else if (written < framing) {
      abort(
          ProxyError.of(
              ProxyError.Type.HTTP_REQUEST_ERROR, "less content than content-length says"));
      return;
    }
    if (!headSeen) {
      connection.timers.firstByte.arm(reading);
    }
  }

  @Override
  public void fail(ProxyError error) {
    cancel();
  }

  @Override
  public void resume() {
    if (paused && !dead) {
      paused = false;
      awaitContent();
      connection.deliver();
    }
  }

  @Override
  public void pause() {
    if (headSeen && !paused && !dead) {
      paused = true;
      if (!tunnel) {
        reading.disarm();
      }
    }
  }

  @Override
  public void cancel() {
    if (die()) {
      connection.finished(this, false);
    }
  }

  /** Gives up and tells so. */
  void abort(ProxyError error) {
    if (die()) {
      connection.finished(this, false);
      events.fail(error);
    }
  }

  boolean wantsInput() {
    return !dead && !paused && !tunnelInputEnded;
  }

  boolean isTunnel() {
    return tunnel;
  }

  /** Something came from the origin. */
  void received() {
    if (headSeen && !paused) {
      awaitContent();
    }
  }

  void interim(Response response) {
    if (++interims > connection.maxInterim) {
      abort(ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, "too many interim responses"));
      return;
    }
    if (requestDone) {
      connection.timers.firstByte.arm(reading);
    } else if (response.status() == CONTINUE) {
      reading.disarm();
    }
    events.informational(response);
  }

  void head(Response response, boolean hasContent) {
    headSeen = true;
    reading.disarm();
    if (response.status() == SWITCHING_PROTOCOLS) {
      if (!upgradeWanted) {
        abort(
            ProxyError.of(
                ProxyError.Type.HTTP_PROTOCOL_ERROR, "switched protocols without being asked"));
        return;
      }
      tunnel = true;
      requestDone = false;
      ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      connection.timers.tunnel.arm(reading);
    }
    if (!hasContent) {
      finish();
    }
    paused = true;
    events.head(response, hasContent);
  }

  void piece(ByteBuf content) {
    if (dead) {
      content.release();
    } else {
      events.data(content);
    }
  }

  void complete(Fields trailers) {
    if (finish()) {
      events.end(trailers);
    }
  }

  /** The origin closed its direction, which is a good end of the content. */
  void inputEnded() {
    if (!tunnel) {
      complete(Fields.EMPTY);
    } else if (!tunnelInputEnded) {
      tunnelInputEnded = true;
      // First: who is told gives up what is left, and something may still be on its way.
      closeTunnelIfDone();
      events.end(Fields.EMPTY);
    }
  }

  void writabilityChanged(boolean writable) {
    writing.check();
    if (writable && !dead && !requestDone && !writeBroken) {
      events.writable();
    }
  }

  /** Sends no more, but still awaits the answer. */
  void stopWriting() {
    writeBroken = true;
    writing.stop();
    if (!headSeen) {
      connection.timers.firstByte.arm(reading);
    }
  }

  private void awaitContent() {
    if (tunnel) {
      connection.timers.tunnel.arm(reading);
    } else {
      connection.timers.betweenBytes.arm(reading);
    }
  }

  private boolean finish() {
    boolean sent = requestDone || (framing >= 0 && written == framing);
    boolean reusable = sent && !writeBroken;
    if (!die()) {
      return false;
    }
    connection.finished(this, reusable);
    return true;
  }

  private void closeTunnelIfDone() {
    if (requestDone && tunnelInputEnded && die()) {
      Timeout limit = new Timeout(() -> connection.finished(this, false));
      connection.timers.tunnel.arm(limit);
      HalfClose.whenWritten(
          ctx,
          () -> {
            limit.disarm();
            connection.finished(this, false);
          });
    }
  }

  private boolean die() {
    if (dead) {
      return false;
    }
    dead = true;
    reading.disarm();
    writing.stop();
    return true;
  }

  private void readTimeout() {
    abort(
        ProxyError.of(
            headSeen
                ? ProxyError.Type.CONNECTION_READ_TIMEOUT
                : ProxyError.Type.HTTP_RESPONSE_TIMEOUT,
            null));
  }
}

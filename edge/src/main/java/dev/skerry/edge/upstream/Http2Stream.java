package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.FlawedMessageException;
import dev.skerry.edge.codec.Http2Fields;
import dev.skerry.edge.codec.Http2Requests;
import dev.skerry.edge.codec.Http2Responses;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.TimeoutQueue.Timeout;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on an HTTP/2 connection.
 *
 * <p>Content that comes while the exchange is paused waits here; as its credit is returned only
 * when it is delivered, that is at most the stream's window.
 */
final class Http2Stream implements OriginStream {
  private static final int CONTINUE = 100;

  /** Content that waits, with the credit to return for it. */
  private record Piece(ByteBuf content, int credit) {}

  private final Http2Connection connection;
  private final ChannelHandlerContext ctx;
  private final Http2FrameStream frames;
  private final Request request;
  private final OriginEvents events;
  private final Timeout reading = new Timeout(this::readTimeout);
  private final Timeout writing = new Timeout(this::writeTimeout);
  private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
  private @Nullable Fields trailers;
  private long expected = -1;
  private long receivedBytes;
  private int interims;
  private boolean requestDone;
  private boolean headSeen;
  private boolean contentless;
  private boolean paused;
  private boolean delivering;
  private boolean wasWritable = true;
  private boolean dead;

  Http2Stream(
      Http2Connection connection,
      ChannelHandlerContext ctx,
      Http2FrameStream frames,
      Request request,
      OriginEvents events) {
    this.connection = connection;
    this.ctx = ctx;
    this.frames = frames;
    this.request = request;
    this.events = events;
  }

  int id() {
    return frames.id();
  }

  void begin(String scheme, String authority) {
    requestDone = !request.hasContent();
    Http2Headers headers = Http2Requests.write(request, scheme, authority);
    ChannelFuture written =
        ctx.write(new DefaultHttp2HeadersFrame(headers, requestDone).stream(frames));
    if (frames.id() > 0) {
      connection.opened(frames.id(), this);
    }
    if (requestDone || request.fields().contains(FieldNames.EXPECT)) {
      connection.timers.firstByte.arm(reading);
    }
    written.addListener(
        (ChannelFuture future) -> {
          if (!future.isSuccess()) {
            abort(Http2Failures.ofOpening(future.cause()));
          }
        });
  }

  @Override
  public boolean isWritable() {
    var stream = connection.codec.connection().stream(frames.id());
    wasWritable =
        stream != null
            && connection.codec.connection().remote().flowController().isWritable(stream);
    return wasWritable;
  }

  @Override
  public void flush() {
    if (!dead) {
      ctx.flush();
      watchWriting();
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (dead || requestDone || !content.isReadable()) {
      content.release();
      return;
    }
    ctx.write(new DefaultHttp2DataFrame(content, false).stream(frames));
    if (!headSeen) {
      reading.disarm();
    }
    flush();
  }

  @Override
  public void end(Fields lastFields) {
    if (dead || requestDone) {
      return;
    }
    requestDone = true;
    if (lastFields.isEmpty()) {
      ctx.write(new DefaultHttp2DataFrame(true).stream(frames));
    } else {
      Http2Headers list = Http2Fields.trailers(lastFields);
      ctx.write(new DefaultHttp2HeadersFrame(list, true).stream(frames));
    }
    flush();
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
      connection.timers.betweenBytes.arm(reading);
      deliver();
      ctx.flush();
    }
  }

  @Override
  public void pause() {
    if (headSeen) {
      paused = true;
      reading.disarm();
    }
  }

  @Override
  public void cancel() {
    if (die()) {
      giveUp(Http2Error.CANCEL);
    }
  }

  /** Ends without telling the origin anything, as it knows or cannot be told. */
  void abort(ProxyError error) {
    if (die()) {
      connection.ended(frames.id());
      events.fail(error);
    }
  }

  void headers(Http2Headers list, boolean endStream) {
    if (dead) {
      return;
    }
    try {
      if (headSeen) {
        if (!endStream) {
          refuse(
              ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, "trailers that are not the end"));
          return;
        }
        trailers = Http2Fields.trailers(list, connection.limits);
        deliver();
        return;
      }
      Response response = Http2Responses.parse(list, connection.limits);
      if (response.status() < 200) {
        interim(response, endStream);
      } else {
        head(response, endStream);
      }
    } catch (FlawedMessageException flawed) {
      refuse(flawed.flaw().responseError());
    }
  }

  void received(ByteBuf content, int credit, boolean endStream) {
    receivedBytes += content.readableBytes();
    if (dead || contentless || !headSeen) {
      content.release();
      if (!headSeen) {
        refuse(ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, "content before the head"));
      }
      return;
    }
    if (content.isReadable()) {
      waiting.add(new Piece(content, credit));
    } else {
      content.release();
      returnCredit(credit);
    }
    if (endStream) {
      trailers = Fields.EMPTY;
    }
    if (!paused) {
      connection.timers.betweenBytes.arm(reading);
    }
    deliver();
  }

  void reset(long code) {
    if (code == Http2Error.HTTP_1_1_REQUIRED.code()) {
      connection.http1Required();
    }
    abort(Http2Failures.ofReset(code, headSeen));
  }

  /** What came is malformed, as the codec found. */
  void malformed(Throwable cause) {
    boolean shorter = headSeen && expected >= 0 && receivedBytes < expected;
    refuse(
        shorter
            ? ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, null)
            : Http2Failures.ofStream(cause));
  }

  /** Nothing more comes, but what is there may be all. */
  void connectionClosed() {
    if (trailers == null) {
      abort(
          ProxyError.of(
              headSeen
                  ? ProxyError.Type.HTTP_RESPONSE_INCOMPLETE
                  : ProxyError.Type.CONNECTION_TERMINATED,
              null));
    }
  }

  void writabilityChanged() {
    boolean before = wasWritable;
    if (!dead && !requestDone && isWritable() && !before) {
      writing.disarm();
      events.writable();
    }
  }

  private void interim(Response response, boolean endStream) {
    if (endStream || ++interims > connection.maxInterim) {
      refuse(ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, "too many interim responses"));
      return;
    }
    if (requestDone) {
      connection.timers.firstByte.arm(reading);
    } else if (response.status() == CONTINUE) {
      reading.disarm();
    }
    events.informational(response);
  }

  private void head(Response response, boolean endStream) {
    headSeen = true;
    reading.disarm();
    paused = true;
    int status = response.status();
    contentless = request.method().equals("HEAD") || status == 204 || status == 304;
    if (endStream || contentless) {
      finish(endStream);
      events.head(response, false);
      return;
    }
    String length = response.fields().first(FieldNames.CONTENT_LENGTH);
    if (length != null) {
      expected = Long.parseLong(length);
    }
    events.head(response, true);
  }

  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    try {
      while (!paused && !dead && !waiting.isEmpty()) {
        Piece piece = waiting.remove();
        returnCredit(piece.credit);
        events.data(piece.content);
      }
    } finally {
      delivering = false;
    }
    if (!dead && waiting.isEmpty() && trailers != null) {
      Fields last = trailers;
      finish(true);
      events.end(last);
    }
  }

  private void finish(boolean endStream) {
    if (die()) {
      if (endStream && requestDone) {
        connection.ended(frames.id());
      } else {
        giveUp(Http2Error.NO_ERROR);
      }
    }
  }

  private void refuse(ProxyError error) {
    if (die()) {
      giveUp(Http2Error.PROTOCOL_ERROR);
      events.fail(error);
    }
  }

  private void giveUp(Http2Error error) {
    if (frames.id() > 0) {
      ctx.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(frames));
      connection.ended(frames.id());
    }
  }

  private void returnCredit(int credit) {
    var stream = connection.codec.connection().stream(frames.id());
    if (stream == null || credit == 0) {
      return;
    }
    try {
      connection.codec.connection().local().flowController().consumeBytes(stream, credit);
    } catch (Http2Exception e) {
      refuse(ProxyError.of(ProxyError.Type.HTTP_PROTOCOL_ERROR, e.getMessage()));
    }
  }

  private boolean die() {
    if (dead) {
      return false;
    }
    dead = true;
    reading.disarm();
    writing.disarm();
    for (Piece piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      piece.content.release();
    }
    return true;
  }

  private void watchWriting() {
    if (requestDone || isWritable()) {
      writing.disarm();
    } else if (!writing.isArmed()) {
      connection.timers.betweenBytes.arm(writing);
    }
  }

  private void writeTimeout() {
    timedOut(ProxyError.of(ProxyError.Type.CONNECTION_WRITE_TIMEOUT, null));
  }

  private void readTimeout() {
    timedOut(
        ProxyError.of(
            headSeen
                ? ProxyError.Type.CONNECTION_READ_TIMEOUT
                : ProxyError.Type.HTTP_RESPONSE_TIMEOUT,
            null));
  }

  /** A connection on which nothing comes may be dead: nobody else shall wait on it. */
  private void timedOut(ProxyError error) {
    if (die()) {
      giveUp(Http2Error.CANCEL);
      events.fail(error);
      connection.retire();
    }
  }
}

package dev.skerry.edge.listener;

import static io.netty.handler.codec.http2.Http2Error.NO_ERROR;
import static io.netty.handler.codec.http2.Http2Error.PROTOCOL_ERROR;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.codec.FlawedMessageException;
import dev.skerry.edge.codec.Http2Fields;
import dev.skerry.edge.codec.Http2Requests;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exchanges out of the frames of one HTTP/2 connection. */
final class Http2Streams implements Http2FrameListener {
  private static final Logger log = LoggerFactory.getLogger(Http2Streams.class);

  private final Http2Connection connection;
  private final Server server;
  private final ServerLimits limits;
  private final Http2FloodGuard guard;
  private final LoopConnections clock;
  private final PropertyKey key;

  /** Whether the viewer has said that it opens no more streams (RFC 9113 §6.8). */
  private boolean viewerLeaves;

  private int requests;
  private int active;

  Http2Streams(
      Http2Connection connection,
      Server server,
      ServerLimits limits,
      Http2FloodGuard guard,
      LoopConnections clock) {
    this.connection = connection;
    this.server = server;
    this.limits = limits;
    this.guard = guard;
    this.clock = clock;
    this.key = connection.connection().newKey();
    this.active = clock.now();
    connection
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(Http2Stream stream) {
                active = clock.now();
                Http2ViewerStream viewer = stream.getProperty(key);
                if (viewer != null) {
                  viewer.closed();
                }
              }
            });
    connection
        .encoder()
        .flowController()
        .listener(
            stream -> {
              Http2ViewerStream viewer = stream.getProperty(key);
              if (viewer != null) {
                viewer.writabilityChanged();
              }
            });
  }

  /** Whether no stream was open for too long. */
  boolean isIdle(int now) {
    int allowed = requests == 0 ? limits.headerTicks() : limits.idleTicks();
    return connection.connection().numActiveStreams() == 0
        && (viewerLeaves || now - active > allowed);
  }

  /**
   * Tells the streams that wait for room that there may be some. The flow controller tells of a
   * stream only when its own mark of it changes, which it does not always do where the connection's
   * window and the channel are used up by turns.
   */
  void writabilityChanged() {
    List<Http2ViewerStream> waiting = new ArrayList<>();
    forEachViewer(
        viewer -> {
          if (viewer.isWaiting()) {
            waiting.add(viewer);
          }
        });
    waiting.forEach(Http2ViewerStream::writabilityChanged);
  }

  private void forEachViewer(Consumer<Http2ViewerStream> action) {
    try {
      connection
          .connection()
          .forEachActiveStream(
              stream -> {
                Http2ViewerStream viewer = stream.getProperty(key);
                if (viewer != null) {
                  action.accept(viewer);
                }
                return true;
              });
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Resets the streams whose viewer is too slow. */
  void sweep(int now) {
    List<Http2ViewerStream> late = new ArrayList<>();
    forEachViewer(
        viewer -> {
          if (viewer.isLate(now)) {
            late.add(viewer);
          }
        });
    for (Http2ViewerStream viewer : late) {
      server.counters.countTimeout();
      server.observer.timedOut(connection.facts(), viewer.latePhase());
      viewer.cancelLate();
    }
    if (!late.isEmpty()) {
      connection.flush();
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int streamId,
      Http2Headers headers,
      int streamDependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean endStream)
      throws Http2Exception {
    onHeadersRead(ctx, streamId, headers, padding, endStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int streamId, Http2Headers headers, int padding, boolean endStream)
      throws Http2Exception {
    Http2Stream stream = connection.connection().stream(streamId);
    if (stream == null) {
      return;
    }
    Http2ViewerStream known = stream.getProperty(key);
    try {
      if (known != null) {
        known.trailers(Http2Fields.trailers(headers, limits.head()));
      } else {
        begin(stream, headers, endStream);
      }
    } catch (FlawedMessageException e) {
      refuse(stream, e.flaw(), endStream);
    }
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream)
      throws Http2Exception {
    int length = data.readableBytes();
    if (length == 0 && !endOfStream) {
      guard.control();
    }
    Http2Stream stream = connection.connection().stream(streamId);
    Http2ViewerStream viewer = stream == null ? null : stream.<Http2ViewerStream>getProperty(key);
    if (viewer == null) {
      return length + padding;
    }
    try {
      return padding + viewer.received(data, endOfStream);
    } catch (FlawedMessageException e) {
      refuse(viewer.stream(), e.flaw(), endOfStream);
      return length + padding;
    }
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode)
      throws Http2Exception {
    guard.reset();
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int streamId, int increment) {
    Http2Stream stream = streamId == 0 ? null : connection.connection().stream(streamId);
    Http2ViewerStream viewer = stream == null ? null : stream.<Http2ViewerStream>getProperty(key);
    if (viewer != null) {
      viewer.windowOpened();
    }
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx,
      int streamId,
      int streamDependency,
      short weight,
      boolean exclusive)
      throws Http2Exception {
    guard.control();
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    guard.control();
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    guard.control();
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int streamId, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    guard.control();
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    guard.control();
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    guard.control();
  }

  @Override
  public void onPushPromiseRead(
      ChannelHandlerContext ctx, int streamId, int promised, Http2Headers headers, int padding) {
    // The decoder has refused it: a viewer must not push.
  }

  @Override
  public void onGoAwayRead(
      ChannelHandlerContext ctx, int lastStreamId, long errorCode, ByteBuf debugData) {
    viewerLeaves = true;
  }

  private void begin(Http2Stream stream, Http2Headers headers, boolean endStream) {
    Request request = parse(headers, endStream);
    active = clock.now();
    server.counters.countHttp2Request();
    if (++requests >= limits.requestsPerConnection()) {
      connection.drain();
    }
    Http2ViewerStream viewer = new Http2ViewerStream(connection, stream, request, limits, clock);
    stream.setProperty(key, viewer);
    try {
      viewer.begun(server.handler.begin(request, viewer), endStream);
    } catch (RuntimeException e) {
      log.error("no exchange could begin for {}", request, e);
      viewer.broken();
    }
  }

  private Request parse(Http2Headers headers, boolean endStream) {
    Request request =
        Http2Requests.parse(headers, limits.head(), connection.facts().secure(), endStream);
    long length = Http2ViewerStream.announced(request);
    if (length > limits.contentBytes()) {
      throw Flaw.CONTENT_TOO_LARGE.exception();
    }
    if (request.upgrade() != null) {
      WebSocketOverHttp2.complete(request);
    }
    return request;
  }

  /** Answers what is too large; resets what is malformed (RFC 9113 §8.1.1). */
  private void refuse(Http2Stream stream, Flaw flaw, boolean requestEnded) throws Http2Exception {
    server.counters.countRefused(flaw);
    Http2ViewerStream viewer = stream.getProperty(key);
    boolean answered = flaw.status() != 400 && !stream.isHeadersSent();
    server.observer.refused(connection.facts(), flaw, answered ? flaw.status() : 0);
    if (viewer != null) {
      viewer.breakOff(flaw.text());
    }
    if (answered) {
      Http2Refusal.write(connection, stream, flaw.status(), flaw.text());
    }
    if (!answered || !requestEnded) {
      Http2Error error = answered ? NO_ERROR : PROTOCOL_ERROR;
      throw Http2Exception.streamError(stream.id(), error, "%s", flaw.text());
    }
  }
}

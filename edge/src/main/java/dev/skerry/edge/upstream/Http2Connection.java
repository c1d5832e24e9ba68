package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.flow.FlushBatch;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.TimeoutQueue.Timeout;
import dev.skerry.http.Request;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStreamEvent;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection to an endpoint: many requests at a time, each a stream, on one event loop
 * (RFC 9113).
 */
final class Http2Connection extends Http2ChannelDuplexHandler implements OriginConnection {
  /** Streams at once, whatever more the origin allows. */
  private static final int MAX_STREAMS = 256;

  /** Streams at once before the origin has said what it allows (RFC 9113 §6.5.2 advises it). */
  private static final int STREAMS_BEFORE_SETTINGS = 100;

  final Timers timers;
  final HeadLimits limits;
  final int maxInterim;
  final Http2FrameCodec codec;
  private final ConnectionOwner owner;
  private final String scheme;
  private final IntObjectMap<Http2Stream> streams = new IntObjectHashMap<>();
  private final Timeout idle = new Timeout(this::close);
  private @Nullable ChannelHandlerContext ctx;
  private boolean settled;
  private boolean used;

  /** Whether somebody was told that there is no room, and has not been told of any since. */
  private boolean turnedAway;

  private boolean retired;
  private boolean closed;

  Http2Connection(
      ConnectionOwner owner,
      Timers timers,
      Http2FrameCodec codec,
      boolean secure,
      HeadLimits limits,
      int maxInterim) {
    this.owner = owner;
    this.timers = timers;
    this.codec = codec;
    this.scheme = secure ? "https" : "http";
    this.limits = limits;
    this.maxInterim = maxInterim;
  }

  @Override
  public OriginStream open(Request request, String authority, OriginEvents events) {
    idle.disarm();
    used = true;
    Http2Stream stream = new Http2Stream(this, context(), newStream(), request, events);
    stream.begin(scheme, authority);
    return stream;
  }

  @Override
  public boolean wasUsed() {
    return used;
  }

  /** Whether one more stream may be opened now. */
  boolean hasRoom() {
    if (closed || retired || !context().channel().isActive()) {
      return false;
    }
    int allowed = settled ? codec.connection().local().maxActiveStreams() : STREAMS_BEFORE_SETTINGS;
    boolean room =
        streams.size() < Math.min(allowed, MAX_STREAMS)
            && codec.connection().local().canOpenStream();
    if (!room) {
      turnedAway = true;
    }
    return room;
  }

  /** Takes no further request; closes when those on it are done. */
  void retire() {
    if (!retired) {
      retired = true;
      owner.retired(this);
    }
    if (streams.isEmpty()) {
      close();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    retired = true;
    idle.disarm();
    context().close();
    failAll(ProxyError.of(ProxyError.Type.CONNECTION_TERMINATED, null));
    owner.closed(this);
  }

  /** The origin refuses to serve a request on this version: no further one comes here. */
  void http1Required() {
    owner.http1Required();
    retire();
  }

  void opened(int id, Http2Stream stream) {
    streams.put(id, stream);
  }

  /** The stream is over; its place is free. */
  void ended(int id) {
    if (streams.remove(id) == null || closed) {
      return;
    }
    if (streams.isEmpty()) {
      if (retired) {
        close();
        return;
      }
      timers.idle.arm(idle);
    }
    freed();
  }

  /** A place may be free: once our side is done with a stream, and once the codec's is. */
  private void freed() {
    if (turnedAway) {
      // Later, as the codec still counts a stream whose end it is just telling.
      context().executor().execute(this::offer);
    }
  }

  private void offer() {
    if (turnedAway && hasRoom()) {
      turnedAway = false;
      owner.available(this);
    }
  }

  @Override
  protected void handlerAdded0(ChannelHandlerContext context) {
    ctx = context;
    timers.idle.arm(idle);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    FlushBatch.here().begin(context.channel().eventLoop());
    try {
      switch (message) {
        case Http2StreamFrame frame when frame.stream() != null -> streamFrame(frame);
        case Http2SettingsFrame settings -> {
          settled = true;
          if (hasRoom()) {
            owner.available(this);
          }
        }
        case Http2GoAwayFrame goAway -> goAway(goAway);
        default -> {} // Pings and the like are the codec's.
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void streamFrame(Http2StreamFrame frame) {
    Http2Stream stream = streams.get(frame.stream().id());
    if (stream == null) {
      return; // Given up meanwhile; the codec returns the credit of closed streams.
    }
    switch (frame) {
      case Http2HeadersFrame headers -> stream.headers(headers.headers(), headers.isEndStream());
      case Http2DataFrame data ->
          stream.received(
              data.content().retain(), data.initialFlowControlledBytes(), data.isEndStream());
      case Http2ResetFrame reset -> stream.reset(reset.errorCode());
      default -> {}
    }
  }

  private void goAway(Http2GoAwayFrame frame) {
    retired = true;
    owner.retired(this);
    String reason = "GOAWAY " + Http2Error.valueOf(frame.errorCode());
    for (Http2Stream stream : new ArrayList<>(streams.values())) {
      if (stream.id() > frame.lastStreamId()) {
        stream.abort(ProxyError.beforeSending(ProxyError.Type.CONNECTION_TERMINATED, reason));
      }
    }
    if (streams.isEmpty()) {
      close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2FrameStreamEvent change) {
      Http2Stream stream = streams.get(change.stream().id());
      if (stream != null) {
        stream.writabilityChanged();
      }
      freed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof Http2FrameStreamException broken) {
      Http2Stream stream = streams.get(broken.stream().id());
      if (stream != null) {
        stream.malformed(broken);
      }
      return;
    }
    ProxyError error = Http2Failures.ofConnection(cause);
    failAll(error);
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    for (Http2Stream stream : new ArrayList<>(streams.values())) {
      stream.connectionClosed();
    }
    close();
  }

  private void failAll(ProxyError error) {
    for (Http2Stream stream : new ArrayList<>(streams.values())) {
      stream.abort(error);
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

package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.origin.Content;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/2 with several streams at once; it stands behind Netty's frame codec. */
final class Http2Viewer extends Http2ChannelDuplexHandler implements Viewer {
  /** A stream that waits for its answer. */
  private static final class Waiting {
    private final Ask ask;
    private final int contentStart;
    private int status;
    private long length;
    private boolean contentIsRight = true;

    Waiting(Ask ask) {
      this.ask = ask;
      contentStart = Content.start(Long.toString(ask.key()));
    }
  }

  private final Lane lane;
  private final Connector connector;
  private final Map<Http2FrameStream, Waiting> streams = new HashMap<>();
  private @Nullable ChannelHandlerContext context;
  private boolean leaving;
  private boolean going;

  Http2Viewer(Lane lane, Connector connector) {
    this.lane = lane;
    this.connector = connector;
  }

  @Override
  protected void handlerAdded0(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void send(Ask ask) {
    ChannelHandlerContext to = context;
    if (to == null) {
      throw new IllegalStateException("not connected");
    }
    Target target = lane.plan().target();
    Http2Headers head =
        new DefaultHttp2Headers(false)
            .method("GET")
            .scheme(target.encrypted() ? "https" : "http")
            .authority(target.authority())
            .path(target.path(ask));
    for (String field : lane.plan().fields()) {
      int colon = field.indexOf(':');
      head.add(
          field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).strip());
    }
    Http2FrameStream stream = newStream();
    streams.put(stream, new Waiting(ask));
    to.writeAndFlush(new DefaultHttp2HeadersFrame(head, true).stream(stream))
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                fail(stream, Fault.PROTOCOL);
              }
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object frame) {
    try {
      switch (frame) {
        case Http2HeadersFrame headers -> headers(headers);
        case Http2DataFrame data -> data(from, data);
        case Http2ResetFrame reset -> fail(reset.stream(), Fault.PROTOCOL);
        case Http2GoAwayFrame away -> goAway(from);
        case Http2SettingsFrame settings -> {
          // the codec has taken them
        }
        default -> {
          // pings and window updates are the codec's
        }
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void headers(Http2HeadersFrame frame) {
    Waiting waiting = streams.get(frame.stream());
    if (waiting == null) {
      return;
    }
    CharSequence status = frame.headers().status();
    if (status != null) {
      waiting.status = Integer.parseInt(status.toString());
    }
    if (frame.isEndStream()) {
      complete(frame.stream(), waiting);
    }
  }

  private void data(ChannelHandlerContext from, Http2DataFrame frame) {
    from.write(
        new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes())
            .stream(frame.stream()));
    Waiting waiting = streams.get(frame.stream());
    if (waiting == null) {
      return;
    }
    if (lane.plan().check() && waiting.status == 200 && waiting.contentIsRight) {
      waiting.contentIsRight =
          Content.matches(frame.content(), waiting.contentStart, waiting.length);
    }
    waiting.length += frame.content().readableBytes();
    if (frame.isEndStream()) {
      complete(frame.stream(), waiting);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext from) {
    from.flush();
  }

  private void complete(Http2FrameStream stream, Waiting waiting) {
    streams.remove(stream);
    lane.answered(waiting.ask, waiting.status, waiting.length, waiting.contentIsRight);
    released();
  }

  /** A stream has ended, well or not. */
  private void released() {
    if (!going) {
      lane.free(this);
    } else if (streams.isEmpty() && context != null) {
      context.close();
    }
  }

  private void goAway(ChannelHandlerContext from) {
    going = true;
    lane.gone(this);
    if (streams.isEmpty()) {
      from.close();
    }
  }

  private void fail(@Nullable Http2FrameStream stream, Fault fault) {
    Waiting waiting = stream == null ? null : streams.remove(stream);
    if (waiting != null) {
      lane.failed(waiting.ask, fault);
      released();
    }
  }

  @Override
  public void giveUpBefore(long due) {
    ChannelHandlerContext to = context;
    for (Http2FrameStream stream : List.copyOf(streams.keySet())) {
      Waiting waiting = streams.get(stream);
      if (to != null && waiting != null && waiting.ask.due() < due) {
        to.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream));
        fail(stream, Fault.TIMEOUT);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    going = true;
    lane.gone(this);
    List<Waiting> lost = List.copyOf(streams.values());
    streams.clear();
    lost.forEach(waiting -> lane.failed(waiting.ask, Fault.CLOSED));
    if (!leaving) {
      lane.counts().reconnects.increment();
      connector.connectAgain(lane);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    from.close();
  }

  @Override
  public void leave() {
    leaving = true;
    if (context != null) {
      context.close();
    }
  }
}

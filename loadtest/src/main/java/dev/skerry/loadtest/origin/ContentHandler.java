package dev.skerry.loadtest.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /SIZE/KEY}, {@code /pass/SIZE/KEY} (not to be stored), {@code /slow/SIZE/KEY} (at
 * a limited rate) and {@code /-/status} (how many requests there were). One for each connection.
 */
final class ContentHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final AsciiString FOREVER = AsciiString.cached("max-age=86400");
  private static final AsciiString NEVER = AsciiString.cached("no-store");
  private static final int PIECE = 64 << 10;

  /** Slow content goes out so often. */
  private static final Duration TICK = Duration.ofMillis(10);

  private final AtomicLong requests;
  private final long slowBytesPerSecond;

  /** What goes on when the connection takes more. */
  private @Nullable Runnable whenWritable;

  ContentHandler(AtomicLong requests, long slowBytesPerSecond) {
    this.requests = requests;
    this.slowBytesPerSecond = slowBytesPerSecond;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    long number = requests.incrementAndGet();
    boolean close = !HttpUtil.isKeepAlive(request);
    if (request.uri().equals("/-/status")) {
      String text =
          "Active connections: 1\nserver accepts handled requests\n %1$d %1$d %1$d\n"
              .formatted(number);
      answer(context, HttpResponseStatus.OK, text, close);
      return;
    }
    ContentPath path = ContentPath.parse(request.uri());
    if (path == null) {
      answer(context, HttpResponseStatus.NOT_FOUND, "expected /SIZE/KEY as /10k/42\n", close);
    } else if (!request.method().equals(HttpMethod.GET)
        && !request.method().equals(HttpMethod.HEAD)) {
      answer(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "GET and HEAD only\n", close);
    } else {
      content(context, request, path, close);
    }
  }

  private void content(
      ChannelHandlerContext context, FullHttpRequest request, ContentPath path, boolean close) {
    String etag = path.etag();
    boolean same = etag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, same ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CACHE_CONTROL, path.stored() ? FOREVER : NEVER);
    head.headers().set(HttpHeaderNames.ETAG, etag);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
    if (!same) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, path.size());
    }
    HttpUtil.setKeepAlive(head, !close);
    context.write(head);
    if (same || request.method().equals(HttpMethod.HEAD)) {
      end(context, close);
    } else if (path.slow()) {
      trickle(context, path, 0, close);
    } else {
      more(context, path, 0, close);
    }
  }

  /** Writes content as fast as the connection takes it. */
  private void more(ChannelHandlerContext context, ContentPath path, long from, boolean close) {
    int start = Content.start(path.key());
    long offset = from;
    do {
      while (offset < path.size() && context.channel().isWritable()) {
        ByteBuf bytes = Content.slice(start, offset, Math.min(PIECE, path.size() - offset));
        offset += bytes.readableBytes();
        context.write(new DefaultHttpContent(bytes));
      }
      context.flush();
    } while (offset < path.size() && context.channel().isWritable());
    if (offset == path.size()) {
      end(context, close);
    } else {
      long next = offset;
      whenWritable = () -> more(context, path, next, close);
    }
  }

  /** Writes one more tick's worth of slow content. */
  private void trickle(ChannelHandlerContext context, ContentPath path, long from, boolean close) {
    long piece = Math.max(1, slowBytesPerSecond * TICK.toMillis() / 1000);
    ByteBuf bytes =
        Content.slice(Content.start(path.key()), from, Math.min(piece, path.size() - from));
    long next = from + bytes.readableBytes();
    context.writeAndFlush(new DefaultHttpContent(bytes));
    if (next >= path.size()) {
      end(context, close);
      return;
    }
    context
        .executor()
        .schedule(
            () -> {
              if (context.channel().isActive()) {
                trickle(context, path, next, close);
              }
            },
            TICK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Runnable waiting = whenWritable;
    if (waiting != null && context.channel().isWritable()) {
      whenWritable = null;
      waiting.run();
    }
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, String text, boolean close) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, NEVER);
    HttpUtil.setContentLength(response, response.content().readableBytes());
    HttpUtil.setKeepAlive(response, !close);
    context.write(response);
    if (close) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> context.close());
    } else {
      context.flush();
    }
  }

  private static void end(ChannelHandlerContext context, boolean close) {
    var written = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    if (close) {
      written.addListener(done -> context.close());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // whoever asked is gone, or did not speak HTTP
  }
}

package dev.skerry.edge.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An origin that speaks HTTP/2, scripted frame by frame. */
public final class Http2Origin implements Closeable {
  /** What an origin does with each request; called on the stream's event loop. */
  @FunctionalInterface
  public interface Script {
    /** Called with the head when it came; what comes later is kept by the stream. */
    void head(Stream stream, Http2Headers head);
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Channel server;
  private final Script script;

  private Http2Origin(
      @Nullable TestCertificates certificates, Http2Settings settings, Script script)
      throws Exception {
    this.script = script;
    SslContext tls = certificates == null ? null : context(certificates);
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted.incrementAndGet();
                    connections.add(channel);
                    channel.closeFuture().addListener(closed -> connections.remove(channel));
                    if (tls != null) {
                      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
                            new Http2MultiplexHandler(new Stream()));
                  }
                })
            .bind(new InetSocketAddress(ScriptedOrigin.LOOPBACK, 0))
            .sync()
            .channel();
  }

  /** Starts an origin in clear text (prior knowledge), or with TLS if there are certificates. */
  public static Http2Origin start(
      @Nullable TestCertificates certificates, Http2Settings settings, Script script) {
    try {
      return new Http2Origin(certificates, settings, script);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** How many connections were accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open now. */
  public int open() {
    return connections.size();
  }

  /** Heads, contents and trailers as they came, one text each. */
  public List<String> received() {
    return received;
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static SslContext context(TestCertificates certificates) throws Exception {
    return SslContextBuilder.forServer(
            new ByteArrayInputStream(certificates.chainPem().getBytes(StandardCharsets.US_ASCII)),
            new ByteArrayInputStream(certificates.keyPem().getBytes(StandardCharsets.US_ASCII)))
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                "h2"))
        .build();
  }

  /** One request's stream, and what a script sends on it. */
  @io.netty.channel.ChannelHandler.Sharable
  public final class Stream extends ChannelInboundHandlerAdapter {
    private @Nullable ChannelHandlerContext ctx;

    Stream() {}

    private Stream(ChannelHandlerContext ctx) {
      this.ctx = ctx;
    }

    /** Sends a head of names and values; {@code :status} among them. */
    public Stream head(boolean end, String... namesAndValues) {
      Http2Headers headers = new DefaultHttp2Headers(false);
      for (int i = 0; i < namesAndValues.length; i += 2) {
        headers.add(namesAndValues[i], namesAndValues[i + 1]);
      }
      context().writeAndFlush(new DefaultHttp2HeadersFrame(headers, end));
      return this;
    }

    /** Sends content. */
    public Stream data(String text, boolean end) {
      ByteBuf content = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
      context().writeAndFlush(new DefaultHttp2DataFrame(content, end));
      return this;
    }

    /** Resets the stream. */
    public void reset(Http2Error error) {
      context().writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    /** Says that no further stream is served, but those that came. */
    public void goAway() {
      context().channel().parent().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
    }

    /** Closes the whole connection. */
    public void closeConnection() {
      context().channel().parent().close();
    }

    /** Whether more would wait in the origin. */
    public boolean isWritable() {
      return context().channel().isWritable();
    }

    /** Runs the action later on the stream's event loop. */
    public void later(Runnable action, long millis) {
      context().executor().schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        switch (message) {
          case Http2HeadersFrame frame -> {
            received.add(frame.headers().toString());
            if (frame.headers().method() != null) {
              script.head(new Stream(context), frame.headers());
            }
          }
          case Http2DataFrame frame ->
              received.add(frame.content().toString(StandardCharsets.ISO_8859_1));
          default -> {}
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    private ChannelHandlerContext context() {
      ChannelHandlerContext current = ctx;
      if (current == null) {
        throw new IllegalStateException("this stream is only a template");
      }
      return current;
    }
  }
}

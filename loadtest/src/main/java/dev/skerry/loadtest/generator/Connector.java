package dev.skerry.loadtest.generator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes connections to the target, ready to ask. */
final class Connector {
  private static final int WINDOW = 1 << 24;
  private static final long RETRY_MILLIS = 20;

  private final Plan plan;
  private final InetSocketAddress address;
  private final @Nullable SslContext tls;

  Connector(Plan plan) throws SSLException {
    this.plan = plan;
    address = plan.target().address();
    tls = plan.target().encrypted() ? tls(plan) : null;
  }

  private static SslContext tls(Plan plan) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    plan.protocol() == Plan.Protocol.HTTP2
                        ? ApplicationProtocolNames.HTTP_2
                        : ApplicationProtocolNames.HTTP_1_1));
    if (plan.insecure()) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    }
    return builder.build();
  }

  /** Connects a viewer for the lane, which hears of it when it can ask. */
  CompletableFuture<Void> connect(Lane lane) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    new Bootstrap()
        .group(lane.loop())
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(address)
        .addListener(
            (ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                encrypt(lane, connected.channel(), ready);
              } else {
                ready.completeExceptionally(connected.cause());
              }
            });
    return ready;
  }

  private void encrypt(Lane lane, Channel channel, CompletableFuture<Void> ready) {
    if (tls == null) {
      join(lane, channel, ready);
      return;
    }
    SslHandler handler =
        tls.newHandler(channel.alloc(), plan.target().host(), plan.target().port());
    channel.pipeline().addLast(handler);
    handler
        .handshakeFuture()
        .addListener(
            shaken -> {
              if (!shaken.isSuccess()) {
                ready.completeExceptionally(shaken.cause());
              } else if (plan.protocol() == Plan.Protocol.HTTP2
                  && !ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol())) {
                channel.close();
                ready.completeExceptionally(new IOException("it does not speak HTTP/2"));
              } else {
                join(lane, channel, ready);
              }
            });
  }

  private void join(Lane lane, Channel channel, CompletableFuture<Void> ready) {
    if (plan.protocol() == Plan.Protocol.HTTP1) {
      Http1Viewer viewer = new Http1Viewer(lane, this);
      channel.pipeline().addLast(viewer);
      lane.joined(viewer);
      ready.complete(null);
      lane.free(viewer);
      return;
    }
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(
                Http2Settings.defaultSettings().pushEnabled(false).initialWindowSize(WINDOW))
            .build();
    Http2Viewer viewer = new Http2Viewer(lane, this);
    channel.pipeline().addLast(codec, viewer);
    channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(WINDOW));
    lane.joined(viewer);
    ready.complete(null);
    for (int stream = 0; stream < plan.streams(); stream++) {
      lane.free(viewer);
    }
  }

  /** Connects one in place of one that was closed, and tries again until it succeeds. */
  void connectAgain(Lane lane) {
    if (lane.done().isDone()) {
      return;
    }
    connect(lane)
        .exceptionally(
            failed -> {
              lane.counts().fault(Fault.CONNECT);
              lane.loop().schedule(() -> connectAgain(lane), RETRY_MILLIS, TimeUnit.MILLISECONDS);
              return null;
            });
  }
}

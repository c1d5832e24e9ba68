package dev.skerry.loadtest.origin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A running test origin. */
public final class SizedOrigin implements AutoCloseable {
  /** Requests have no content; what has is refused. */
  private static final int REQUEST_CONTENT = 1 << 16;

  private final MultiThreadIoEventLoopGroup loops;
  private final Channel channel;
  private final AtomicLong requests = new AtomicLong();

  /**
   * Starts one.
   *
   * @param address where it listens; port 0 for any free one
   * @param threads event loops
   * @param slowBytesPerSecond the rate of each answer below {@code /slow/}
   */
  public SizedOrigin(InetSocketAddress address, int threads, long slowBytesPerSecond)
      throws InterruptedException {
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    try {
      channel =
          new ServerBootstrap()
              .group(loops)
              .channel(
                  Epoll.isAvailable()
                      ? EpollServerSocketChannel.class
                      : NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, 4096)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(
                  new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                      accepted
                          .pipeline()
                          .addLast(
                              new HttpServerCodec(),
                              new HttpObjectAggregator(REQUEST_CONTENT),
                              new ContentHandler(requests, slowBytesPerSecond));
                    }
                  })
              .bind(address)
              .sync()
              .channel();
    } catch (InterruptedException | RuntimeException e) {
      loops.shutdownGracefully();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** How many requests it has had. */
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

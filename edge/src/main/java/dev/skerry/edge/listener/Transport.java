package dev.skerry.edge.listener;

import dev.skerry.edge.config.ListenerSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to drive sockets: epoll, io_uring or the JDK's NIO, with the channel classes that belong to
 * it.
 *
 * <p>io_uring must be asked for: its transport misses resets of a connection now and then, so that
 * an exchange whose viewer is gone lives until its own time limits, and it copies files through a
 * pipe where epoll hands them over with sendfile.
 */
public final class Transport {
  /** Works everywhere. */
  public static final Transport NIO =
      new Transport(
          "nio",
          false,
          NioIoHandler::newFactory,
          NioServerSocketChannel.class,
          NioSocketChannel.class,
          NioDatagramChannel.class);

  private static final Logger log = LoggerFactory.getLogger(Transport.class);

  private final String name;
  private final boolean reusePort;
  private final Supplier<IoHandlerFactory> handlers;
  private final Class<? extends ServerSocketChannel> serverChannel;
  private final Class<? extends SocketChannel> socketChannel;
  private final Class<? extends DatagramChannel> datagramChannel;

  private Transport(
      String name,
      boolean reusePort,
      Supplier<IoHandlerFactory> handlers,
      Class<? extends ServerSocketChannel> serverChannel,
      Class<? extends SocketChannel> socketChannel,
      Class<? extends DatagramChannel> datagramChannel) {
    this.name = name;
    this.reusePort = reusePort;
    this.handlers = handlers;
    this.serverChannel = serverChannel;
    this.socketChannel = socketChannel;
    this.datagramChannel = datagramChannel;
  }

  /**
   * The transport that is wanted; for {@code AUTO} epoll where there is one, else NIO. Says its
   * choice in the log.
   *
   * @throws IllegalStateException if the wanted one does not work on this machine
   */
  public static Transport choose(ListenerSettings.Transport wanted) {
    Transport chosen =
        switch (wanted) {
          case AUTO -> Epoll.isAvailable() ? epoll() : NIO;
          case IO_URING ->
              require(
                  wanted, IoUring.isAvailable(), IoUring.unavailabilityCause(), Transport::ioUring);
          case EPOLL ->
              require(wanted, Epoll.isAvailable(), Epoll.unavailabilityCause(), Transport::epoll);
          case NIO -> NIO;
        };
    log.info(
        "transport {} ({})",
        chosen.name,
        wanted == ListenerSettings.Transport.AUTO ? reasons() : "forced");
    return chosen;
  }

  /** The transport's name, as {@code io_uring}. */
  public String name() {
    return name;
  }

  /**
   * Event loops, each with one thread.
   *
   * @param loops how many; 0 for one per processor
   * @param bound whether each thread stays on a processor of its own
   * @throws IllegalStateException if threads should be bound and cannot be
   */
  public EventLoopGroup newEventLoops(int loops, boolean bound) {
    int threads = loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    return new MultiThreadIoEventLoopGroup(threads, LoopThreads.of(bound), handlers.get());
  }

  /** The channel of a listening socket. */
  public Class<? extends ServerSocketChannel> serverChannel() {
    return serverChannel;
  }

  /** The channel of an outgoing connection. */
  public Class<? extends SocketChannel> socketChannel() {
    return socketChannel;
  }

  /** The channel of name resolution. */
  public Class<? extends DatagramChannel> datagramChannel() {
    return datagramChannel;
  }

  /**
   * Whether several listening sockets may share a port and the kernel spreads connections over
   * them.
   */
  boolean reusePort() {
    return reusePort;
  }

  private static Transport ioUring() {
    return new Transport(
        "io_uring",
        true,
        IoUringIoHandler::newFactory,
        IoUringServerSocketChannel.class,
        IoUringSocketChannel.class,
        IoUringDatagramChannel.class);
  }

  private static Transport epoll() {
    return new Transport(
        "epoll",
        true,
        EpollIoHandler::newFactory,
        EpollServerSocketChannel.class,
        EpollSocketChannel.class,
        EpollDatagramChannel.class);
  }

  private static Transport require(
      ListenerSettings.Transport wanted,
      boolean available,
      @Nullable Throwable cause,
      Supplier<Transport> make) {
    if (!available) {
      throw new IllegalStateException(
          "the transport " + wanted + " does not work on this machine; use AUTO or another", cause);
    }
    return make.get();
  }

  private static String reasons() {
    return Epoll.isAvailable()
        ? "native"
        : "no native transport: " + reason(Epoll.unavailabilityCause());
  }

  private static String reason(@Nullable Throwable cause) {
    Throwable root = cause;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null ? "unknown" : String.valueOf(root.getMessage());
  }
}

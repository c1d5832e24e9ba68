package dev.skerry.cli;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.listener.CertificateStore;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.ListenerObserver;
import dev.skerry.edge.listener.Transport;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A listener beside the edge's, for the admin API and the demo site, with one event loop of its
 * own: it answers when the edge's loops have too much to do.
 */
final class LocalServer implements AutoCloseable {
  private static final int CLOSE_SECONDS = 2;

  private final EventLoopGroup loop;
  private final Listener listener;

  private LocalServer(EventLoopGroup loop, Listener listener) {
    this.loop = loop;
    this.listener = listener;
  }

  /** Opens it in clear text; {@code handler} must not block. */
  static LocalServer open(ListenAddress address, RequestHandler handler) throws IOException {
    return open(address, null, handler);
  }

  /**
   * Opens it; {@code handler} must not block.
   *
   * @param certificates null for clear text
   */
  static LocalServer open(
      ListenAddress address, @Nullable CertificateStore certificates, RequestHandler handler)
      throws IOException {
    HostPort port = new HostPort(address.host(), address.port());
    ListenerSettings settings =
        new ListenerSettings(
            certificates == null ? port : null,
            certificates == null ? null : port,
            ListenerSettings.Transport.NIO,
            ListenerSettings.EventLoops.ONE,
            true,
            List.of(),
            TlsVersion.TLS_1_2);
    EventLoopGroup loop = Transport.NIO.newEventLoops(1, false);
    try {
      return new LocalServer(
          loop,
          Listener.open(
              new Listener.Plan(
                  Transport.NIO,
                  loop,
                  settings,
                  () -> Limits.DEFAULT,
                  handler,
                  certificates,
                  new ListenerCounters(),
                  ListenerObserver.NONE,
                  InstantSource.system())));
    } catch (IOException e) {
      stop(loop);
      throw e;
    }
  }

  /** Where it answers. */
  URI url() {
    InetSocketAddress clear = listener.httpAddress();
    return clear == null
        ? Addresses.url("https", Objects.requireNonNull(listener.httpsAddress()))
        : Addresses.url("http", clear);
  }

  private static void stop(EventLoopGroup loop) {
    loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    listener.close();
    stop(loop);
  }
}

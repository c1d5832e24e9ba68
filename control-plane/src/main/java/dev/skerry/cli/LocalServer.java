package dev.skerry.cli;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.listener.Listener;
import dev.skerry.edge.listener.ListenerCounters;
import dev.skerry.edge.listener.ListenerObserver;
import dev.skerry.edge.listener.Transport;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

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

  /** Opens it; {@code handler} must not block. */
  static LocalServer open(ListenAddress address, RequestHandler handler) throws IOException {
    ListenerSettings settings =
        new ListenerSettings(
            new HostPort(address.host(), address.port()),
            null,
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
                  null,
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
    return Addresses.url("http", Objects.requireNonNull(listener.httpAddress()));
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

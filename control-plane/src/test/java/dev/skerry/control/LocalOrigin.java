package dev.skerry.control;

import static java.util.Objects.requireNonNull;

import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Metrics;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The origin's services in this process, in a folder of their own, on a port that is free. */
final class LocalOrigin implements AutoCloseable {
  private final EventLoopGroup loops = Transport.NIO.newEventLoops(2, false);
  private final Gauges gauges = new Metrics().gauges();
  private final OriginData data;
  private final OriginServer server;

  LocalOrigin(Path folder) throws IOException {
    this(folder, new ApiLimits(64, 64 << 20));
  }

  LocalOrigin(Path folder, ApiLimits limits) throws IOException {
    data = OriginData.open(folder, InstantSource.system());
    server =
        OriginServer.open(
            new OriginServer.Plan(
                OriginServer.Ports.clear(new HostPort("127.0.0.1", 0)),
                Transport.NIO,
                loops,
                limits,
                Duration.ZERO,
                null,
                List.of("testing"),
                gauges,
                InstantSource.system()),
            data);
  }

  OriginData data() {
    return data;
  }

  OriginServer server() {
    return server;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + requireNonNull(server.httpAddress()).getPort());
  }

  /** A client that signs with the first account's key. */
  SignedClient client() {
    return new SignedClient(url(), data.first().orElseThrow().key());
  }

  @Override
  public void close() {
    server.close();
    data.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

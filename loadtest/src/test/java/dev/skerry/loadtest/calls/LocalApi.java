package dev.skerry.loadtest.calls;

import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Metrics;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The origin's API in this process. */
public final class LocalApi implements AutoCloseable {
  private final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
  private final OriginData data;
  private final OriginServer server;

  /** Opens one in that folder. */
  public LocalApi(Path folder) throws IOException {
    data = OriginData.open(folder, InstantSource.system());
    server =
        OriginServer.open(
            new OriginServer.Plan(
                OriginServer.Ports.clear(new HostPort("127.0.0.1", 0)),
                Transport.NIO,
                loops,
                new ApiLimits(64, 64 << 20),
                Duration.ofMillis(50),
                null,
                List.of(),
                new Metrics().gauges(),
                InstantSource.system()),
            data);
  }

  /** Where it answers. */
  public InetSocketAddress address() {
    return Objects.requireNonNull(server.httpAddress(), "a port that speaks clear text");
  }

  /** Its first account's key. */
  public AccessKey key() {
    var key = data.first().orElseThrow().key();
    return new AccessKey(key.id(), key.secret());
  }

  @Override
  public void close() {
    server.close();
    data.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}

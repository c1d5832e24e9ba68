package dev.skerry.cli;

import dev.skerry.control.OriginAdmin;
import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.admin.Additions;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The origin's services beside an edge, where the command line wants them. */
final class RunningOrigin implements AutoCloseable {
  private final @Nullable OriginData data;
  private final @Nullable OriginServer server;

  private RunningOrigin(@Nullable OriginData data, @Nullable OriginServer server) {
    this.data = data;
    this.server = server;
  }

  /** Opens them on the event loops of the edge; nothing where they are not wanted. */
  static RunningOrigin open(RunCommand options, EdgeNode node, Path folder) throws IOException {
    ListenAddress address = options.api;
    if (address == null) {
      return new RunningOrigin(null, null);
    }
    OriginData data = OriginData.open(folder, options.engine, node.clock());
    try {
      OriginServer.Plan plan =
          new OriginServer.Plan(
              new HostPort(address.host(), address.port()),
              node.transport(),
              node.loops(),
              ApiLimits.ofThisMachine(),
              Duration.ofMillis(options.tableStateDelay),
              node.metrics().gauges(),
              node.clock());
      return new RunningOrigin(data, OriginServer.open(plan, data));
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Where they answer, or null. */
  @Nullable URI url() {
    return server == null ? null : Addresses.url("http", server.address());
  }

  /** What the admin API says and does for them. */
  Additions admin() {
    return data == null || server == null ? OriginAdmin.ofNone() : OriginAdmin.of(data, server);
  }

  /** Lets calls under way finish. */
  CompletableFuture<Boolean> drain(Duration atMost) {
    return server == null ? CompletableFuture.completedFuture(true) : server.drain(atMost);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (data != null) {
      data.close();
    }
  }
}

package dev.skerry.cli;

import dev.skerry.control.OriginAdmin;
import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.admin.Additions;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The origin's services beside an edge, where the command line wants them. */
final class RunningOrigin implements AutoCloseable {
  private final Deque<Runnable> open = new ArrayDeque<>();
  private @Nullable OriginData data;
  private @Nullable OriginServer server;
  private @Nullable ApiCertificates certificates;

  private RunningOrigin() {}

  /**
   * Opens them on the event loops of the edge; nothing where they are not wanted.
   *
   * @param listener of the edge, whose policy of TLS holds for them, too
   */
  static RunningOrigin open(
      ApiOptions options, EdgeNode node, ListenerSettings listener, Path folder)
      throws IOException {
    RunningOrigin origin = new RunningOrigin();
    if (options.isWanted()) {
      try {
        origin.start(options, node, listener, folder);
      } catch (IOException | RuntimeException e) {
        origin.close();
        throw e;
      }
    }
    return origin;
  }

  private void start(ApiOptions options, EdgeNode node, ListenerSettings listener, Path folder)
      throws IOException {
    ListenAddress secure = options.secure;
    ApiCertificates tls =
        secure == null
            ? null
            : ApiCertificates.open(options, secure, folder, listener, node.clock());
    if (tls != null) {
      open.push(tls::close);
      certificates = tls;
    }
    OriginData opened = OriginData.open(folder, options.engine, node.clock());
    open.push(opened::close);
    OriginServer.Plan plan =
        new OriginServer.Plan(
            new OriginServer.Ports(
                address(options.clear), address(secure), tls == null ? null : tls.store()),
            node.transport(),
            node.loops(),
            ApiLimits.ofThisMachine(),
            Duration.ofMillis(options.tableStateDelay),
            node.metrics().gauges(),
            node.clock());
    OriginServer started = OriginServer.open(plan, opened);
    open.push(started::close);
    data = opened;
    server = started;
  }

  private static @Nullable HostPort address(@Nullable ListenAddress option) {
    return option == null ? null : new HostPort(option.host(), option.port());
  }

  /** Where they answer; empty if nowhere. */
  List<URI> urls() {
    List<URI> urls = new ArrayList<>();
    if (server != null) {
      add(urls, "http", server.httpAddress());
      add(urls, "https", server.httpsAddress());
    }
    return urls;
  }

  private static void add(List<URI> urls, String scheme, @Nullable InetSocketAddress address) {
    if (address != null) {
      urls.add(Addresses.url(scheme, address));
    }
  }

  /** What the admin API says and does for them. */
  Additions admin() {
    return data == null || server == null ? OriginAdmin.ofNone() : OriginAdmin.of(data, server);
  }

  /** Has them answer calls of this process, if they run. */
  void rehearse() throws IOException, InterruptedException {
    if (data != null && server != null) {
      new ApiRehearsal(urls().getFirst(), data.first().key()).run();
    }
  }

  /** Reads their certificate again. */
  void reload() {
    if (certificates != null) {
      certificates.reload();
    }
  }

  /** Lets calls under way finish. */
  CompletableFuture<Boolean> drain(Duration atMost) {
    return server == null ? CompletableFuture.completedFuture(true) : server.drain(atMost);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}

package dev.skerry.cli;

import dev.skerry.control.ControlPlane;
import dev.skerry.control.OriginAdmin;
import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.control.fleet.FleetServer;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Gauges;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The origin's services beside an edge, where the command line wants them. */
final class RunningOrigin implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningOrigin.class);

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final OriginData data;
  private @Nullable OriginServer server;
  private @Nullable PortCertificates certificates;

  private RunningOrigin(OriginData data) {
    this.data = data;
  }

  /**
   * What they stand on, which stays the caller's.
   *
   * @param policy of whose TLS theirs is, too
   * @param folder of the data
   */
  record Ground(
      OriginData data,
      Transport transport,
      EventLoopGroup loops,
      Gauges gauges,
      ListenerSettings policy,
      Path folder,
      InstantSource clock) {}

  /** Opens them; nothing where they are not wanted. */
  static RunningOrigin open(ApiOptions options, Ground ground) throws IOException {
    RunningOrigin origin = new RunningOrigin(ground.data());
    if (options.isWanted()) {
      try {
        origin.start(options, ground);
      } catch (IOException | RuntimeException e) {
        origin.close();
        throw e;
      }
    }
    return origin;
  }

  private void start(ApiOptions options, Ground ground) throws IOException {
    ListenAddress secure = options.secure;
    PortCertificates tls =
        secure == null
            ? null
            : PortCertificates.open(
                new PortCertificates.Wanted("the API's", secure, options.certificate, options.key),
                ground.folder(),
                new PortCertificates.Policy(ground.policy().minTls(), ground.policy().http2()),
                ground.clock());
    if (tls != null) {
      open.push(tls::close);
      certificates = tls;
    }
    OriginServer.Plan plan =
        new OriginServer.Plan(
            new OriginServer.Ports(
                address(options.clear), address(secure), tls == null ? null : tls.store()),
            ground.transport(),
            ground.loops(),
            ApiLimits.ofThisMachine(),
            Duration.ofMillis(options.tableStateDelay),
            options.content.service(),
            options.kmsKeys,
            ground.gauges(),
            ground.clock());
    OriginServer started = OriginServer.open(plan, data);
    open.push(started::close);
    server = started;
    if (data.first().isEmpty()) {
      String name = data.owner().name();
      log.warn("no key of {} is active: skerry account key add {} makes one", name, name);
    }
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

  /** What edges ask here. */
  FleetServer.OriginParts edgesParts(ControlPlane plane) {
    return server == null
        ? FleetServer.OriginParts.NONE
        : new FleetServer.OriginParts(
            server.edgeReads(plane.membership(), plane::isOrigin),
            server.handlerQuestions(plane.membership(), plane::isBound));
  }

  /** Memory of rows that they keep to be read again. */
  long keptBytes() {
    return server == null ? 0 : server.keptBytes();
  }

  /** What the admin API does with what is in the data folder, also where they do not run. */
  List<Endpoint> endpoints() {
    return OriginAdmin.endpoints(data);
  }

  /** What the admin API says of them. */
  List<StatusMember<?>> status() {
    return server == null ? List.of() : List.of(OriginAdmin.member(data, server));
  }

  /** Has them answer calls of this process, if they run. */
  void rehearse() throws IOException, InterruptedException {
    if (server != null && data.first().isPresent()) {
      new ApiRehearsal(urls().getFirst(), data.first().get().key()).run();
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

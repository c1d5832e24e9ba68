package dev.skerry.cli;

import dev.skerry.edge.EdgeFollowing;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.EdgeSettings;
import dev.skerry.edge.FollowGauges;
import dev.skerry.edge.NodeAdmin;
import dev.skerry.edge.admin.AdminServices;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.NodeEndpoints;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ObjectsPlace;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.sync.EdgeIdentity;
import dev.skerry.edge.sync.FirstConfiguration;
import dev.skerry.edge.sync.FollowStatus;
import dev.skerry.edge.sync.Follower;
import dev.skerry.edge.sync.HttpControlPlane;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of an edge that follows a control plane, from its command line to its end. */
final class EdgeRun {
  private static final Logger log = LoggerFactory.getLogger(EdgeRun.class);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int HTTPS_PORT = 443;

  private final EdgeCommand options;
  private final PrintWriter out;
  private final long startedAtMillis = CLOCK.millis();

  EdgeRun(EdgeCommand options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** How the edge follows, as {@code GET /v1/status} tells it. */
  record Following(
      String url,
      String edge,
      boolean connected,
      boolean current,
      boolean revoked,
      long version,
      Instant versionSince,
      long purgesApplied,
      @Nullable Instant heardAt,
      @Nullable String trouble) {
    static Following of(URI url, String edge, FollowStatus status) {
      return new Following(
          url.toString(),
          edge,
          status.connected(),
          status.current(),
          status.revoked(),
          status.version(),
          Instant.ofEpochMilli(status.versionAtMillis()),
          status.applied(),
          status.heardAtMillis() == 0 ? null : Instant.ofEpochMilli(status.heardAtMillis()),
          status.trouble());
    }
  }

  /** Starts, says so, runs until a signal comes, and drains. */
  void untilStopped() throws InterruptedException {
    StopSignals stop = new StopSignals();
    try (DataFolder data = DataFolder.open(options.data)) {
      Path folder = data.path().resolve("control");
      EdgeStart start = new EdgeStart(options, data.path(), folder);
      EdgeIdentity identity = start.identity();
      try (HttpControlPlane link =
          new HttpControlPlane(options.controlPlane, identity, folder, CLOCK)) {
        FirstConfiguration first = stop.whileNotAsked(() -> start.configuration(link, CLOCK));
        if (first != null) {
          serve(start, first, new Place(data, folder, link, identity.edge()), stop);
        }
      }
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot start: " + Failure.of(e).getMessage());
    }
  }

  private record Place(DataFolder data, Path folder, HttpControlPlane link, String edge) {}

  private void serve(EdgeStart start, FirstConfiguration first, Place place, StopSignals stop)
      throws IOException, InterruptedException {
    Snapshot snapshot = start.overridden(first.compiled().snapshot());
    ListenerSettings listener = snapshot.listener();
    requireFree("--listen", listener.http());
    requireFree("--listen-tls", listener.https());
    PortCheck.requireFree("--admin", options.admin.address);
    EdgeSettings settings =
        new EdgeSettings(listener, place.data().path(), "skerry", VersionCommand.number(), CLOCK);
    FollowedConfiguration configuration =
        new FollowedConfiguration(options.controlPlane, first.compiled(), FollowStatus.NONE);
    try (EdgeNode node = EdgeNode.start(settings, snapshot)) {
      place.link().whenRenewed(identity -> node.objectsAt(objects(identity)));
      NodeAdmin admin = new NodeAdmin(node, configuration);
      EdgeFollowing following =
          new EdgeFollowing(
              node,
              new EdgeFollowing.Local(
                  start::overridden,
                  configuration::inForce,
                  admin::state,
                  startedAtMillis,
                  place.folder()));
      Follower.Setup setup =
          new Follower.Setup(
              place.link(),
              following,
              node.purges(),
              place.folder(),
              VersionCommand.number(),
              startedAtMillis,
              CLOCK);
      try (Follower follower = new Follower(setup, first.kept())) {
        configuration.follows(follower::status);
        FollowGauges.register(node.metrics().gauges(), follower::status, CLOCK);
        Signals.on("HUP", node::reopenLog);
        follower.start();
        administer(node, admin, follower, place, stop);
      }
    }
  }

  private ObjectsPlace objects(EdgeIdentity identity) {
    URI fleet = options.controlPlane;
    String host = fleet.getHost();
    boolean bracketed = host.startsWith("[");
    return new ObjectsPlace(
        bracketed ? host.substring(1, host.length() - 1) : host,
        fleet.getPort() < 0 ? HTTPS_PORT : fleet.getPort(),
        identity.originTls());
  }

  private void administer(
      EdgeNode node, NodeAdmin admin, Follower follower, Place place, StopSignals stop)
      throws IOException, InterruptedException {
    StatusMember<?> status =
        new StatusMember<>(
            "control_plane",
            Following.class,
            () -> Following.of(options.controlPlane, place.edge(), follower.status()));
    List<Endpoint> endpoints =
        NodeEndpoints.all(
            withoutPurges(admin.services()), List.of(status), options.admin.openMetrics);
    try (AdminServer server =
        AdminServer.open(
            new AdminServer.Plan(options.admin, place.data(), endpoints, null, CLOCK))) {
      admin.ready();
      announce(node, server.url(), place);
      stop.await();
      admin.draining();
      drain(node);
    }
  }

  /** Purges are the control plane's: one that only this edge had would be true here alone. */
  private AdminServices withoutPurges(AdminServices services) {
    return new AdminServices(
        services.status(),
        services.metrics(),
        order -> {
          if (order.dryRun()) {
            return services.purge().purge(order);
          }
          throw new ProblemException(
              Problem.CONFLICT,
              "this edge follows " + options.controlPlane + ": purge at the control plane");
        },
        services.explain(),
        services.config(),
        services.tail());
  }

  private static void requireFree(String option, @Nullable HostPort address) {
    if (address != null) {
      PortCheck.requireFree(option, new ListenAddress(address.host(), address.port()));
    }
  }

  private void announce(EdgeNode node, URI admin, Place place) {
    out.printf("skerry ready: edge %s", place.edge());
    announce("http", node.httpAddress());
    announce("https", node.httpsAddress());
    out.printf(
        " admin %s control-plane %s data %s%n", admin, options.controlPlane, place.data().path());
    out.flush();
  }

  private void announce(String scheme, @Nullable InetSocketAddress address) {
    if (address != null) {
      out.print(" " + Addresses.url(scheme, address));
    }
  }

  private static void drain(EdgeNode node) {
    Duration atMost = Duration.ofMillis(node.snapshot().limits().get(Limit.DRAIN_TIMEOUT));
    log.info("exchanges under way: {}; they have {} s", node.exchanges(), atMost.toSeconds());
    try {
      boolean all = node.drain(atMost).join();
      log.info(all ? "drained" : "stopped; some exchanges were cut");
    } catch (CompletionException e) {
      log.warn("draining failed", e.getCause());
    }
  }
}

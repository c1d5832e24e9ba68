package dev.skerry.cli;

import dev.skerry.control.sites.ConfigCalls;
import dev.skerry.control.fleet.FleetServer;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.EdgeSettings;
import dev.skerry.edge.NodeAdmin;
import dev.skerry.edge.admin.AdminServices;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.NodeEndpoints;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.demo.DemoSite;
import dev.skerry.edge.observe.ReloadMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of an edge in this process, from what {@code skerry run} was told to its end. */
final class Run {
  private static final Logger log = LoggerFactory.getLogger(Run.class);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final ListenAddress ANY_LOCAL = new ListenAddress("127.0.0.1", 0);
  private static final HostPort USUAL_HTTP = new HostPort("127.0.0.1", 8080);

  private final RunCommand options;
  private final PrintWriter out;

  Run(RunCommand options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Starts, says so, runs until a signal comes, and drains. */
  void untilStopped() throws InterruptedException {
    StopSignals stop = new StopSignals();
    try (DataFolder folder = DataFolder.open(options.data)) {
      if (options.site.config != null) {
        follow(new DocumentFile(options.site.config), folder, stop);
        return;
      }
      String to = options.site.to;
      if (to != null) {
        Configuration configuration = new Configuration(new SingleOrigin(to, true), CLOCK);
        try (RunningControlPlane plane = open(folder)) {
          serve(new Source(configuration, true), plane, folder, stop);
        }
        return;
      }
      try (RunningControlPlane plane = open(folder)) {
        StoredVersion kept = plane.newestVersion();
        if (kept != null) {
          serve(new Source(new Configuration(kept, CLOCK), false), plane, folder, stop);
          return;
        }
        try (LocalServer demo = LocalServer.open(ANY_LOCAL, new DemoSite(CLOCK))) {
          SingleOrigin origin = new SingleOrigin(demo.url().toString(), false);
          serve(new Source(new Configuration(origin, CLOCK), false), plane, folder, stop);
        }
      }
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot start: " + Failure.of(e).getMessage());
    }
  }

  private RunningControlPlane open(DataFolder folder) throws IOException {
    return RunningControlPlane.open(folder.path(), options.api.engine, CLOCK);
  }

  /**
   * Where the configuration comes from.
   *
   * @param followed whether the command line says it: calls of the admin API cannot change it then
   */
  private record Source(Configuration configuration, boolean followed) {
    ConfigCalls.Origin origin() {
      return followed ? new FollowedSource(configuration) : new ConfigCalls.Origin.Api();
    }

    /**
     * Of what is put in force by following, only what did not come from the command line is new.
     */
    void inForce(Compiled compiled) {
      if (!followed) {
        configuration.replaced(compiled);
      }
    }

    void reload() {
      if (followed) {
        configuration.reload();
      }
    }
  }

  /** A configuration that the command line says, for the calls about configurations. */
  private record FollowedSource(Configuration configuration)
      implements ConfigCalls.Origin.Followed {
    @Override
    public String name() {
      return configuration.name();
    }

    @Override
    public @Nullable String problem() {
      return configuration.problem();
    }

    @Override
    public String instead() {
      return "change that, or start without --config and --to";
    }
  }

  /** Serves what the file says, and what it says when it has changed. */
  private void follow(DocumentFile file, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    try (FileWatch watch = new FileWatch(file::files)) {
      Configuration configuration = new Configuration(file, CLOCK);
      watch.start(FileWatch.LOOK_INTERVAL, configuration::reload);
      try (RunningControlPlane plane = open(folder)) {
        serve(new Source(configuration, true), plane, folder, stop);
      }
    }
  }

  private void serve(Source source, RunningControlPlane plane, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    Configuration configuration = source.configuration();
    ListenerSettings listener = listener(configuration.snapshot().listener());
    requireFreePorts(listener);
    EdgeSettings settings =
        new EdgeSettings(listener, folder.path(), "skerry", VersionCommand.number(), CLOCK);
    Snapshot first = configuration.snapshot();
    try (EdgeNode node = EdgeNode.start(settings, first)) {
      configuration.follow(node::apply, first, new ReloadMeter(node.metrics().gauges()));
      if (source.followed()) {
        configuration.publish(bundle -> plane.publish(bundle, configuration.name()));
      }
      plane.plane().measure(node.metrics().gauges());
      RunningOrigin.Ground ground =
          new RunningOrigin.Ground(
              plane.data(),
              node.transport(),
              node.loops(),
              node.metrics().gauges(),
              listener,
              folder.path(),
              CLOCK);
      NodeAdmin admin = new NodeAdmin(node, configuration);
      try (RunningOrigin origin = RunningOrigin.open(options.api, ground)) {
        node.heapAlsoHas(origin::keptBytes);
        openFleetPort(node, plane, origin);
        Signals.on(
            "HUP",
            () -> {
              source.reload();
              origin.reload();
              node.reopenLog();
            });
        try (LocalEdge local =
            LocalEdge.follow(node, admin, plane, source::inForce, folder.path())) {
          administer(new Parts(source, node, plane, origin, local), admin, folder, stop);
        }
      }
    }
  }

  /** Opens the port for edges, and has this one ask there for what is in buckets, too. */
  private void openFleetPort(EdgeNode node, RunningControlPlane plane, RunningOrigin origin)
      throws IOException {
    ListenAddress wanted = options.fleet.address;
    FleetServer.OriginParts parts = origin.edgesParts(plane.plane());
    boolean any = !parts.equals(FleetServer.OriginParts.NONE);
    if (wanted != null || any) {
      plane.listen(
          options.fleet,
          wanted == null ? ANY_LOCAL : wanted,
          node.transport(),
          node.loops(),
          parts);
    }
    if (any) {
      node.objectsAt(plane.objects());
    }
    if (parts.objects() == null
        && node.snapshot().sites().stream().anyMatch(site -> !site.buckets().isEmpty())) {
      log.warn(
          "a bucket is the origin of a site, and this process has no object store: what is asked of"
              + " it is answered with 503; start with --api, on the node that has the objects");
    }
  }

  /** What runs in this process. */
  private record Parts(
      Source source,
      EdgeNode node,
      RunningControlPlane plane,
      RunningOrigin origin,
      LocalEdge local) {}

  private void administer(Parts parts, NodeAdmin admin, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    try (AdminServer adminServer = AdminServer.open(adminPlan(parts, admin, folder))) {
      admin.ready();
      announce(parts, adminServer.url(), folder);
      if (options.rehearse) {
        rehearse(parts, adminServer.url(), folder);
      } else {
        stop.await();
      }
      admin.draining();
      drain(parts);
    }
  }

  private static void rehearse(Parts parts, URI admin, DataFolder folder)
      throws IOException, InterruptedException {
    EdgeNode node = parts.node();
    new Rehearsal(node.httpAddress(), node.httpsAddress()).run();
    parts.origin().rehearse();
    String fleet = parts.plane().fleetUrl();
    if (fleet != null) {
      Path data = folder.path().resolve("rehearsal");
      new FleetRehearsal(URI.create(fleet), parts.plane(), node, data)
          .run(admin, FleetRehearsal.adminToken(folder));
    }
  }

  private AdminServer.Plan adminPlan(Parts parts, NodeAdmin admin, DataFolder folder) {
    AdminServices services = admin.services();
    List<Endpoint> endpoints = new ArrayList<>(NodeEndpoints.health(services.status()));
    endpoints.add(NodeEndpoints.metrics(services.metrics(), options.admin.openMetrics));
    endpoints.add(NodeEndpoints.status(services.status(), parts.plane().status(parts.origin())));
    endpoints.add(NodeEndpoints.explain(services.explain()));
    endpoints.addAll(parts.plane().plane().endpoints(parts.source().origin()));
    endpoints.addAll(parts.origin().endpoints());
    return new AdminServer.Plan(options.admin, folder, endpoints, parts.plane().admin(), CLOCK);
  }

  /** What the command line says goes before what the configuration says. */
  private ListenerSettings listener(ListenerSettings settings) {
    HostPort http = chosen(options.listen, settings.http());
    return new ListenerSettings(
        http == null ? USUAL_HTTP : http,
        chosen(options.listenTls, settings.https()),
        options.transport == null ? settings.transport() : options.transport,
        settings.eventLoops(),
        settings.http2(),
        settings.proxyProtocol(),
        settings.minTls());
  }

  private static @Nullable HostPort chosen(
      @Nullable ListenAddress option, @Nullable HostPort setting) {
    return option == null ? setting : new HostPort(option.host(), option.port());
  }

  private void requireFreePorts(ListenerSettings listener) {
    requireFree("--listen", listener.http());
    requireFree("--listen-tls", listener.https());
    PortCheck.requireFree("--admin", options.admin.address);
    options.api.requireFreePorts();
    if (options.fleet.address != null) {
      PortCheck.requireFree("--fleet", options.fleet.address);
    }
  }

  private static void requireFree(String option, @Nullable HostPort address) {
    if (address != null) {
      PortCheck.requireFree(option, new ListenAddress(address.host(), address.port()));
    }
  }

  private void announce(Parts parts, URI admin, DataFolder folder) {
    out.print("skerry ready: edge");
    announce("http", parts.node().httpAddress());
    announce("https", parts.node().httpsAddress());
    out.print(" admin " + admin);
    String fleet = parts.plane().fleetUrl();
    if (fleet != null && options.fleet.address != null) {
      out.print(" fleet " + fleet);
    }
    List<URI> api = parts.origin().urls();
    if (!api.isEmpty()) {
      out.print(" api");
      api.forEach(url -> out.print(" " + url));
    }
    out.printf(" data %s%n", folder.path());
    out.flush();
  }

  private void announce(String scheme, @Nullable InetSocketAddress address) {
    if (address != null) {
      out.print(" " + Addresses.url(scheme, address));
    }
  }

  private static void drain(Parts parts) {
    EdgeNode node = parts.node();
    Duration atMost = Duration.ofMillis(node.snapshot().limits().get(Limit.DRAIN_TIMEOUT));
    log.info("exchanges under way: {}; they have {} s", node.exchanges(), atMost.toSeconds());
    parts.local().close();
    try {
      boolean all =
          node.drain(atMost)
              .thenCombine(parts.origin().drain(atMost), Boolean::logicalAnd)
              .thenCombine(parts.plane().drain(atMost), Boolean::logicalAnd)
              .join();
      log.info(all ? "drained" : "stopped; some exchanges were cut");
    } catch (CompletionException e) {
      log.warn("draining failed", e.getCause());
    }
  }
}

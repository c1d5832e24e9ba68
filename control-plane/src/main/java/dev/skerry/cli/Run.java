package dev.skerry.cli;

import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.EdgeSettings;
import dev.skerry.edge.NodeAdmin;
import dev.skerry.edge.admin.AdminApi;
import dev.skerry.edge.admin.AdminToken;
import dev.skerry.edge.config.Limit;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.demo.DemoSite;
import dev.skerry.edge.observe.ReloadMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
      } else if (options.site.to != null) {
        serve(new Configuration(new SingleOrigin(options.site.to), CLOCK), folder, stop);
      } else {
        try (LocalServer demo = LocalServer.open(ANY_LOCAL, new DemoSite(CLOCK))) {
          String origin = demo.url().toString();
          serve(new Configuration(new SingleOrigin(origin), CLOCK), folder, stop);
        }
      }
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot start: " + e.getMessage());
    }
  }

  /** Serves what the file says, and what it says when it has changed. */
  private void follow(DocumentFile file, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    try (FileWatch watch = new FileWatch(file::files)) {
      Configuration configuration = new Configuration(file, CLOCK);
      watch.start(FileWatch.LOOK_INTERVAL, configuration::reload);
      serve(configuration, folder, stop);
    }
  }

  private void serve(Configuration configuration, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    ListenerSettings listener = listener(configuration.snapshot().listener());
    requireFreePorts(listener);
    EdgeSettings settings =
        new EdgeSettings(listener, folder.path(), "skerry", VersionCommand.number(), CLOCK);
    Snapshot first = configuration.snapshot();
    try (EdgeNode node = EdgeNode.start(settings, first)) {
      configuration.follow(node::apply, first, new ReloadMeter(node.metrics().gauges()));
      try (RunningOrigin origin = RunningOrigin.open(options.api, node, listener, folder.path())) {
        Signals.on(
            "HUP",
            () -> {
              configuration.reload();
              origin.reload();
              node.reopenLog();
            });
        administer(node, origin, new NodeAdmin(node, configuration), folder, stop);
      }
    }
  }

  private void administer(
      EdgeNode node, RunningOrigin origin, NodeAdmin admin, DataFolder folder, StopSignals stop)
      throws IOException, InterruptedException {
    try (AdminApi api = adminApi(admin, origin, folder);
        LocalServer adminServer = LocalServer.open(options.admin, api)) {
      folder.adminAddress(adminServer.url().getAuthority());
      admin.ready();
      announce(node, adminServer.url(), origin, folder);
      if (options.rehearse) {
        new Rehearsal(node.httpAddress(), node.httpsAddress()).run();
        origin.rehearse();
      } else {
        stop.await();
      }
      admin.draining();
      drain(node, origin);
    }
  }

  private AdminApi adminApi(NodeAdmin admin, RunningOrigin origin, DataFolder folder)
      throws IOException {
    AdminToken token = AdminToken.openOrCreate(folder.adminToken());
    return new AdminApi(
        admin.services(), origin.admin(), token, Set.of(options.admin.host()), options.openMetrics);
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
    PortCheck.requireFree("--admin", options.admin);
    requireFree("--api", options.api.clear);
    requireFree("--api-tls", options.api.secure);
  }

  private static void requireFree(String option, @Nullable HostPort address) {
    requireFree(option, address == null ? null : new ListenAddress(address.host(), address.port()));
  }

  private static void requireFree(String option, @Nullable ListenAddress address) {
    if (address != null) {
      PortCheck.requireFree(option, address);
    }
  }

  private void announce(EdgeNode node, URI admin, RunningOrigin origin, DataFolder folder) {
    out.print("skerry ready: edge");
    announce("http", node.httpAddress());
    announce("https", node.httpsAddress());
    out.print(" admin " + admin);
    List<URI> api = origin.urls();
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

  private static void drain(EdgeNode node, RunningOrigin origin) {
    Duration atMost = Duration.ofMillis(node.snapshot().limits().get(Limit.DRAIN_TIMEOUT));
    log.info("exchanges under way: {}; they have {} s", node.exchanges(), atMost.toSeconds());
    try {
      boolean all =
          node.drain(atMost).thenCombine(origin.drain(atMost), Boolean::logicalAnd).join();
      log.info(all ? "drained" : "stopped; some exchanges were cut");
    } catch (CompletionException e) {
      log.warn("draining failed", e.getCause());
    }
  }
}

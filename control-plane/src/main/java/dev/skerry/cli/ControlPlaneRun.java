package dev.skerry.cli;

import dev.skerry.control.ControlPlaneStatus;
import dev.skerry.control.sites.ConfigCalls;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.NodeEndpoints;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.TlsVersion;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Metrics;
import dev.skerry.edge.observe.MetricsText;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a control plane without an edge, from what it was told to its end. */
final class ControlPlaneRun {
  private static final Logger log = LoggerFactory.getLogger(ControlPlaneRun.class);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int CLOSE_SECONDS = 2;

  /** The policy of TLS of the API's port. */
  private static final ListenerSettings POLICY =
      new ListenerSettings(
          null,
          null,
          ListenerSettings.Transport.AUTO,
          new ListenerSettings.EventLoops(0, false),
          true,
          List.of(),
          TlsVersion.TLS_1_2);

  private final ControlPlaneCommand options;
  private final PrintWriter out;
  private final Metrics metrics = new Metrics();

  ControlPlaneRun(ControlPlaneCommand options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Starts, says so, runs until a signal comes, and drains. */
  void untilStopped() throws InterruptedException {
    StopSignals stop = new StopSignals();
    try (DataFolder folder = DataFolder.open(options.data)) {
      requireFreePorts();
      Transport transport = Transport.choose(POLICY.transport());
      EventLoopGroup loops = transport.newEventLoops(0, false);
      try {
        serve(folder, transport, loops, stop);
      } finally {
        loops
            .shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
            .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot start: " + Failure.of(e).getMessage());
    }
  }

  private void requireFreePorts() {
    PortCheck.requireFree("--fleet", options.fleetAddress());
    PortCheck.requireFree("--admin", options.admin.address);
    options.api.requireFreePorts();
  }

  private void serve(DataFolder folder, Transport transport, EventLoopGroup loops, StopSignals stop)
      throws IOException, InterruptedException {
    try (RunningControlPlane plane =
        RunningControlPlane.open(folder.path(), options.api.engine, CLOCK)) {
      plane.plane().measure(metrics.gauges());
      RunningOrigin.Ground ground =
          new RunningOrigin.Ground(
              plane.data(), transport, loops, metrics.gauges(), POLICY, folder.path(), CLOCK);
      try (RunningOrigin origin = RunningOrigin.open(options.api, ground)) {
        plane.listen(
            options.fleet,
            options.fleetAddress(),
            transport,
            loops,
            origin.edgesParts(plane.plane()));
        Signals.on("HUP", origin::reload);
        administer(folder, plane, origin, stop);
      }
    }
  }

  private void administer(
      DataFolder folder, RunningControlPlane plane, RunningOrigin origin, StopSignals stop)
      throws IOException, InterruptedException {
    try (AdminServer adminServer = AdminServer.open(adminPlan(folder, plane, origin))) {
      announce(folder, plane, origin, adminServer.url());
      stop.await();
      drain(plane, origin);
    }
  }

  private AdminServer.Plan adminPlan(
      DataFolder folder, RunningControlPlane plane, RunningOrigin origin) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        ControlPlaneStatus.endpoints(
            plane.plane(), VersionCommand.number(), CLOCK.instant(), plane.status(origin)));
    endpoints.add(
        NodeEndpoints.metrics(() -> MetricsText.write(metrics), options.admin.openMetrics));
    endpoints.addAll(plane.plane().endpoints(new ConfigCalls.Origin.Api()));
    endpoints.addAll(origin.endpoints());
    return new AdminServer.Plan(options.admin, folder, endpoints, plane.admin(), CLOCK);
  }

  private void announce(
      DataFolder folder, RunningControlPlane plane, RunningOrigin origin, URI admin) {
    out.print("skerry ready: control-plane fleet " + plane.fleetUrl() + " admin " + admin);
    List<URI> api = origin.urls();
    if (!api.isEmpty()) {
      out.print(" api");
      api.forEach(url -> out.print(" " + url));
    }
    out.printf(" data %s%n", folder.path());
    out.flush();
  }

  private static void drain(RunningControlPlane plane, RunningOrigin origin) {
    try {
      boolean all = plane.drain(DRAIN).thenCombine(origin.drain(DRAIN), Boolean::logicalAnd).join();
      log.info(all ? "drained" : "stopped; some calls were cut");
    } catch (CompletionException e) {
      log.warn("draining failed", e.getCause());
    }
  }
}

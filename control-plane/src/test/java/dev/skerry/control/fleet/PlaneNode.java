package dev.skerry.control.fleet;

import dev.skerry.control.ControlPlane;
import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.purges.PurgeDraft;
import dev.skerry.control.purges.PurgeProgress;
import dev.skerry.control.sites.Expectation;
import dev.skerry.control.sites.RolloutPolicy;
import dev.skerry.control.sites.Sites;
import dev.skerry.control.sites.VersionException;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A control plane with its fleet port, in this process. */
final class PlaneNode implements AutoCloseable {
  private final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
  private final Engine engine;
  private final FleetServer server;
  final ControlPlane plane;

  PlaneNode(EnginePlace place, MasterKey master) throws IOException {
    this.engine = place.open();
    this.plane =
        ControlPlane.open(
            new ControlPlane.Plan(
                engine,
                place instanceof EnginePlace.Database,
                master,
                "000000000001",
                InstantSource.system(),
                System::nanoTime));
    this.server =
        FleetServer.open(
            new FleetServer.Plan(
                new HostPort("127.0.0.1", 0),
                List.of("localhost"),
                Transport.NIO,
                loops,
                FleetServer.OriginParts.NONE,
                InstantSource.system()),
            plane.membership(),
            plane.fleet(),
            plane.sessions());
  }

  /** Where edges come. */
  URI url() {
    return URI.create("https://127.0.0.1:" + server.address().getPort());
  }

  String token(int uses) throws JoinException {
    return plane.membership().tokens().make(Duration.ofHours(1), uses).text();
  }

  /** Applies a configuration that redirects everything to a path. */
  Sites.Applied apply(String path, @Nullable RolloutPolicy policy) throws VersionException {
    String document = "sites: [{hosts: ['*'], redirect: {to: 'https://www.example" + path + "'}}]";
    Bundle bundle = new Bundle("a.yaml", document, Map.of(), Map.of());
    return plane.sites().apply(new Sites.Change(bundle, "test", "", Expectation.ANY, policy));
  }

  PurgeProgress purge(Duration atMost) throws InterruptedException {
    Selector tag = new Selector.Tag("t");
    return plane.purges().order(new PurgeDraft(null, List.of(tag), false, "test"), atMost);
  }

  boolean isConnected(String edge) {
    return plane.fleet().edge(edge).filter(EdgeState::connected).isPresent();
  }

  /** Ends as a killed process does, telling nobody. */
  void kill() {
    engine.close();
    server.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Override
  public void close() {
    plane.close();
    kill();
  }
}

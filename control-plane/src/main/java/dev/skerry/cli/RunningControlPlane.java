package dev.skerry.cli;

import dev.skerry.control.ControlPlane;
import dev.skerry.control.OriginData;
import dev.skerry.control.admin.ControlAdmin;
import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.fleet.FleetServer;
import dev.skerry.control.sites.Expectation;
import dev.skerry.control.sites.Sites;
import dev.skerry.control.sites.VersionException;
import dev.skerry.edge.admin.StatusMember;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.ObjectsPlace;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.listener.Transport;
import dev.skerry.origin.engine.EngineException;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control plane in this process, on the engine of its data folder, and its fleet port. */
final class RunningControlPlane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningControlPlane.class);

  /** Of versions that a file or the command line says. */
  private static final String AUTHOR = "file";

  private final OriginData data;
  private final ControlPlane plane;
  private final ControlAdmin admin;
  private final InstantSource clock;
  private @Nullable FleetServer server;

  private RunningControlPlane(OriginData data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
    this.plane =
        ControlPlane.open(
            new ControlPlane.Plan(
                data.engine(),
                data.isShared(),
                data.masterKey(),
                data.owner().id(),
                clock,
                System::nanoTime));
    this.admin = new ControlAdmin(data.engine(), data.masterKey(), clock);
  }

  /**
   * Opens it; edges of other processes cannot come yet.
   *
   * @param engine where the state is kept; null for as the folder says
   */
  static RunningControlPlane open(
      Path folder, EnginePlace.@Nullable Database engine, InstantSource clock) throws IOException {
    OriginData data = OriginData.open(folder, engine, clock);
    try {
      return new RunningControlPlane(data, clock);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /**
   * Opens the port for edges of other processes.
   *
   * @param loops made by the transport; stay open when this closes
   * @param origin answers what edges ask of the origin
   */
  void listen(
      FleetOptions options,
      ListenAddress address,
      Transport transport,
      EventLoopGroup loops,
      FleetServer.OriginParts origin)
      throws IOException {
    server =
        FleetServer.open(
            new FleetServer.Plan(
                new HostPort(address.host(), address.port()),
                options.allNames(address),
                transport,
                loops,
                origin,
                clock),
            plane.membership(),
            plane.fleet(),
            plane.sessions());
  }

  /** Where edges come, as a URL; null for nowhere. */
  @Nullable String fleetUrl() {
    FleetServer open = server;
    return open == null ? null : Addresses.url("https", open.address()).toString();
  }

  /** How the edge in this process asks for what is in buckets and tables, at the port that is open. */
  ObjectsPlace objects() {
    InetSocketAddress address = Objects.requireNonNull(server).address();
    InetAddress host = address.getAddress();
    InetAddress reached = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    return new ObjectsPlace(
        reached.getHostAddress(), address.getPort(), plane.membership().local());
  }

  /** The configuration that all edges are to have; null if there is none yet. */
  @Nullable StoredVersion newestVersion() {
    long current = plane.sites().standing().current();
    return plane.sites().bundle(current).map(kept -> new StoredVersion(current, kept)).orElse(null);
  }

  /**
   * Tells edges of other processes a configuration that is in force here.
   *
   * @param from where it comes from, for people
   */
  void publish(Bundle bundle, String from) {
    try {
      Sites.Applied applied =
          plane.sites().apply(new Sites.Change(bundle, AUTHOR, from, Expectation.ANY, null));
      log.info("{} is version {}", from, applied.version().number());
    } catch (VersionException | EngineException e) {
      log.error("{} is in force here, but other edges are not told: {}", from, e.getMessage());
    }
  }

  OriginData data() {
    return data;
  }

  /** Who may call, and what they did. */
  ControlAdmin admin() {
    return admin;
  }

  ControlPlane plane() {
    return plane;
  }

  /** What the admin API says of it, and of what else runs on it. */
  List<StatusMember<?>> status(RunningOrigin origin) {
    List<StatusMember<?>> members = new ArrayList<>(origin.status());
    members.add(plane.status());
    return members;
  }

  /** Lets edges go, which serve on and come again. */
  CompletableFuture<Boolean> drain(Duration atMost) {
    plane.close();
    FleetServer open = server;
    return open == null ? CompletableFuture.completedFuture(true) : open.drain(atMost);
  }

  @Override
  public void close() {
    plane.close();
    FleetServer open = server;
    if (open != null) {
      open.close();
    }
    data.close();
  }
}

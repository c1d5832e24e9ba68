package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.CacheSettings;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.disk.LastRun;
import dev.skerry.edge.sync.ControlPlaneLink;
import dev.skerry.edge.sync.EdgeIdentity;
import dev.skerry.edge.sync.FirstConfiguration;
import dev.skerry.edge.sync.Follower;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.JoiningFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an edge needs before it can be started: an identity in its fleet, and a configuration. */
final class EdgeStart {
  private static final Logger log = LoggerFactory.getLogger(EdgeStart.class);
  private static final HostPort USUAL_HTTP = new HostPort("127.0.0.1", 8080);

  private final EdgeCommand options;
  private final Path data;
  private final Path folder;

  EdgeStart(EdgeCommand options, Path data, Path folder) {
    this.options = options;
    this.data = data;
    this.folder = folder;
  }

  /** The identity that is kept, or a new one for a token that was not used yet. */
  EdgeIdentity identity() throws IOException, InterruptedException {
    EdgeIdentity kept = EdgeIdentity.read(folder);
    String token = options.join;
    Path usedToken = folder.resolve("joined-with");
    if (kept != null && (token == null || isIn(usedToken, hash(token)))) {
      if (options.name != null && !options.name.equals(kept.edge())) {
        log.warn(
            "--name {} is not used: this edge joined as {}; it gets another name with a new token",
            options.name,
            kept.edge());
      }
      return kept;
    }
    if (token == null) {
      throw new Failure(
          ExitCodes.PROBLEM,
          ("this edge has not joined a fleet yet (there is no identity in %s). Have the control"
                  + " plane print a token (skerry edges token) and give it: --join TOKEN")
              .formatted(folder));
    }
    EdgeIdentity joined = join(token);
    Files.writeString(usedToken, hash(token) + "\n", UTF_8);
    return joined;
  }

  private EdgeIdentity join(String token) throws InterruptedException {
    try {
      String name = options.name == null ? machine() : options.name;
      EdgeIdentity joined =
          JoiningFleet.join(options.controlPlane, JoinToken.parse(token), name, folder);
      log.info("joined the fleet of {} as {}", options.controlPlane, joined.edge());
      return joined;
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "--join: " + e.getMessage());
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot join the fleet: " + e.getMessage());
    }
  }

  /** The machine's name as far as it can be an edge's. */
  private static String machine() throws UnknownHostException {
    return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private static boolean isIn(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file, UTF_8).strip().equals(text);
  }

  private static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The configuration that is kept, or else the control plane's. */
  FirstConfiguration configuration(ControlPlaneLink link, InstantSource clock)
      throws IOException, InterruptedException {
    FirstConfiguration kept = FirstConfiguration.kept(Follower.lastGood(folder));
    if (kept != null) {
      log.info("starting with version {}", kept.kept().version());
      return kept;
    }
    try {
      // Whatever a disk has is of a configuration that is not known any more: it is given up before
      // the first purge is acknowledged that could be about it.
      boolean holdsNothing = LastRun.beginIfPossible(data);
      return FirstConfiguration.ask(link, folder, VersionCommand.number(), clock, holdsNothing);
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "this edge has no configuration yet and gets none: " + e.getMessage());
    }
  }

  /** What this machine says goes before what a document says. */
  Snapshot overridden(Snapshot snapshot) {
    CacheSettings cache = snapshot.cache();
    CacheSettings.@Nullable Disk disk = options.disk == null ? cache.disk() : options.disk;
    return new Snapshot(
        snapshot.fingerprint(),
        snapshot.sites(),
        snapshot.hosts(),
        snapshot.pools(),
        snapshot.limits(),
        new CacheSettings(cache.memoryBytes(), cache.maxObjectBytes(), disk),
        snapshot.accessLog(),
        listener(snapshot.listener()),
        snapshot.controlPlane(),
        snapshot.handlers(),
        snapshot.schedules());
  }

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
}

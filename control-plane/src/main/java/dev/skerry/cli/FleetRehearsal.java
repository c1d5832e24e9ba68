package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.fleet.JoinException;
import dev.skerry.control.fleet.JoinTokens;
import dev.skerry.edge.EdgeFollowing;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.EdgeSettings;
import dev.skerry.edge.admin.NodeStatus;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.sync.EdgeIdentity;
import dev.skerry.edge.sync.Follower;
import dev.skerry.edge.sync.HttpControlPlane;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.JoiningFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An edge that joins a control plane of the same process, and purges that both carry out: a part of
 * the material of the JVM's AOT cache, beside {@link Rehearsal}. The first purges of a fleet are as
 * quick as later ones by it.
 */
final class FleetRehearsal {
  private static final int PURGES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.system();

  private final URI fleet;
  private final RunningControlPlane plane;
  private final EdgeNode node;
  private final Path folder;

  /**
   * Of a control plane whose fleet port is open.
   *
   * @param node says what the edge serves
   * @param folder for the edge's data
   */
  FleetRehearsal(URI fleet, RunningControlPlane plane, EdgeNode node, Path folder) {
    this.fleet = fleet;
    this.plane = plane;
    this.node = node;
    this.folder = folder;
  }

  /**
   * Joins, purges, and returns when all is answered.
   *
   * @param admin where the admin API answers
   * @param token of an administrator
   * @throws IOException also when a call is refused
   */
  void run(URI admin, String token) throws IOException, InterruptedException {
    Path following = folder.resolve("control");
    EdgeIdentity identity =
        JoiningFleet.join(fleet, JoinToken.parse(joinToken()), "rehearsal", following);
    try (HttpControlPlane link = new HttpControlPlane(fleet, identity, following, CLOCK);
        EdgeNode edge = EdgeNode.start(settings(), node.snapshot());
        Follower follower = follower(edge, link, following)) {
      follower.start();
      purge(admin, token);
    }
  }

  private String joinToken() throws IOException {
    try {
      return plane.plane().membership().tokens().make(JoinTokens.USUAL, 1).text();
    } catch (JoinException e) {
      throw new IOException(e);
    }
  }

  private EdgeSettings settings() {
    ListenerSettings usual = node.snapshot().listener();
    ListenerSettings anyPort =
        new ListenerSettings(
            new HostPort("127.0.0.1", 0),
            null,
            usual.transport(),
            usual.eventLoops(),
            usual.http2(),
            List.of(),
            usual.minTls());
    return new EdgeSettings(anyPort, folder, "skerry", node.version(), CLOCK);
  }

  private static Follower follower(EdgeNode edge, HttpControlPlane link, Path following)
      throws IOException {
    long startedAt = CLOCK.millis();
    EdgeFollowing.Local local =
        new EdgeFollowing.Local(
            UnaryOperator.identity(),
            configuration -> {},
            () -> NodeStatus.State.READY,
            startedAt,
            following);
    return new Follower(
        new Follower.Setup(
            link,
            new EdgeFollowing(edge, local),
            edge.purges(),
            following,
            edge.version(),
            startedAt,
            CLOCK),
        null);
  }

  private static void purge(URI admin, String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (int i = 0; i < PURGES; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(admin.resolve("/v1/purge?wait_ms=10000"))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"tags\":[\"rehearsal-%d\"]}".formatted(i), UTF_8))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
          throw new IOException("a purge was answered " + answer.body());
        }
      }
    }
  }

  /** The token of the first administrator of a data folder. */
  static String adminToken(DataFolder data) throws IOException {
    return Files.readString(data.adminToken()).strip();
  }
}

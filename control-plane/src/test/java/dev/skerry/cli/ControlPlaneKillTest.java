package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A control plane with edges, killed at any point under calls: no version, purge, token or line of
 * the audit log that was answered is lost, and the edges serve on without a failed request. {@code
 * -Dskerry.kills} times.
 */
class ControlPlaneKillTest {
  private static final long SEED = Long.getLong("skerry.seed", 23);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 2);
  private static final int CALLERS = 4;
  private static final int EDGES = 2;

  /** Answers of each edge while there is no control plane. */
  private static final long ALONE = 20;

  @TempDir Path folder = Path.of("");

  private final FleetLedger ledger = new FleetLedger();
  private final List<Program> edges = new ArrayList<>();
  private final List<EdgeViewer> viewers = new ArrayList<>();

  @Test
  void nothingThatWasAnsweredIsLostAndEdgesServeOn() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int port = portOfItsOwn();
    try {
      for (int round = 0; round <= ROUNDS; round++) {
        String which = "seed " + SEED + ", round " + round;
        try (Program plane = start(port)) {
          URI fleet = plane.ready("fleet");
          try (AdminCaller caller = AdminCaller.of(plane.ready("admin"), data())) {
            if (round == 0) {
              open(caller, fleet);
            } else {
              ledger.check(caller, CALLERS, which);
              purgeEverywhere(caller, which);
            }
            if (round < ROUNDS) {
              callUntilKilled(caller, plane, random.split());
            }
          }
        }
        serveAlone();
        if (round < ROUNDS && random.nextInt(4) == 0) {
          killWhenEdgesCome(port);
        }
      }
      assertThat(ledger.size()).as("changes that were answered").isPositive();
    } finally {
      close();
    }
    assertThat(viewers).extracting(EdgeViewer::failure).containsOnlyNulls();
  }

  /**
   * A port for all the time, also while nobody listens there: one that the system gives nobody who
   * asks for any, as it may give what it gave before.
   */
  private static int portOfItsOwn() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException e) {
        // Somebody else's: look on.
      }
    }
  }

  private Path data() {
    return folder.resolve("plane");
  }

  private Program start(int port) throws IOException {
    return Program.type(
        "control-plane",
        "--fleet",
        "127.0.0.1:" + port,
        "--admin",
        "127.0.0.1:0",
        "--data",
        data().toString());
  }

  /** Edges that come at once are let in, told, and left in the middle of it. */
  private void killWhenEdgesCome(int port) throws Exception {
    try (Program plane = start(port)) {
      assertThat(plane.ready("fleet").getPort()).isEqualTo(port);
    }
  }

  private void open(AdminCaller caller, URI fleet) throws Exception {
    ledger.apply(caller);
    ObjectNode wanted = JsonMapper.shared().createObjectNode().put("uses", EDGES);
    String join =
        caller.call("POST", "/v1/edges/join-tokens", wanted).expect(200).path("token").asString();
    for (int number = 1; number <= EDGES; number++) {
      Program edge = edge(fleet, "edge-" + number, join);
      edges.add(edge);
      viewers.add(EdgeViewer.of(edge.ready("edge [^ ]+")));
    }
  }

  private Program edge(URI fleet, String name, String join) throws IOException {
    return Program.type(
        "edge",
        "--control-plane",
        fleet.toString(),
        "--join",
        join,
        "--name",
        name,
        "--listen",
        "127.0.0.1:0",
        "--admin",
        "127.0.0.1:0",
        "--transport",
        "nio",
        "--data",
        folder.resolve(name).toString());
  }

  /** All edges come back, and what is purged then is purged on all. */
  private static void purgeEverywhere(AdminCaller caller, String which) throws Exception {
    ObjectNode wanted = JsonMapper.shared().createObjectNode().put("everything", true);
    JsonNode purged = caller.call("POST", "/v1/purge?wait_ms=0", wanted).expect(200);
    String path = "/v1/purges/" + purged.path("sequence").asLong();
    Await.until(
        which + ": all edges have applied " + path,
        () -> caller.get(path).expect(200).path("applied").size() == EDGES);
  }

  /** Lets callers change things, and kills the control plane after as many as the seed says. */
  private void callUntilKilled(AdminCaller caller, Program plane, SplittableRandom random)
      throws Exception {
    int enough = ledger.size() + 5 + random.nextInt(60);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> calling = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        SplittableRandom own = random.split();
        calling.add(threads.submit(() -> call(caller, plane, enough, own)));
      }
      for (Future<?> each : calling) {
        each.get();
      }
    } finally {
      plane.kill();
    }
  }

  private void call(AdminCaller caller, Program plane, int enough, SplittableRandom random) {
    try {
      while (true) {
        ledger.step(caller, random);
        if (ledger.size() >= enough) {
          plane.shoot();
        }
      }
    } catch (IOException e) {
      if (ledger.size() < enough) {
        throw new UncheckedIOException("no answer before it was killed", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveAlone() throws Exception {
    for (EdgeViewer viewer : viewers) {
      long before = viewer.answered();
      Await.until(
          "the edge serves on",
          () -> viewer.failure() != null || viewer.answered() >= before + ALONE);
    }
  }

  private void close() throws Exception {
    for (EdgeViewer viewer : viewers) {
      viewer.close();
    }
    for (Program edge : edges) {
      edge.close();
    }
  }
}

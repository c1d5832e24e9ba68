package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A control plane and three edges, each a process of its own, as an operator meets them. */
class FleetProcessesTest {
  private static final int EDGES = 3;

  @TempDir private Path folder = Path.of("");

  private final List<Program> programs = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (Program program : programs) {
      program.close();
    }
  }

  @Test
  void edgesJoinAreToldAndOutliveTheirControlPlane() throws Exception {
    Program plane = controlPlane("127.0.0.1:0");
    URI fleet = plane.ready("fleet");
    ok("config", "apply", document("/one").toString(), "--data", data());
    String token = ok("edges", "token", "--uses", Integer.toString(EDGES), "--data", data());

    List<URI> edges = new ArrayList<>();
    for (int number = 1; number <= EDGES; number++) {
      edges.add(edge(fleet, number, token.strip()));
    }
    Await.until("all edges are connected", () -> connected() == EDGES);
    Await.until("the first version is in force", () -> allLeadTo(edges, "/one"));

    ok("config", "apply", document("/two").toString(), "--data", data());
    Await.until("the second version is in force", () -> allLeadTo(edges, "/two"));
    purgeOnAll();
    abortOnTheCanary(edges);

    plane.kill();
    assertThat(allLeadTo(edges, "/two")).isTrue();
    Program _ = controlPlane("127.0.0.1:" + fleet.getPort());
    Await.until("all edges have come back", () -> connected() == EDGES);
    assertThat(allLeadTo(edges, "/two")).isTrue();
    purgeOnAll();

    ok("edges", "revoke", "edge-1", "--data", data());
    Await.until("the edge is let go", () -> connected() == EDGES - 1);
    assertThat(allLeadTo(edges, "/two")).isTrue();
  }

  private void abortOnTheCanary(List<URI> edges) throws Exception {
    String three = document("/three").toString();
    ok("config", "apply", three, "--canary", "edge-1", "--watch", "3600", "--data", data());
    Await.until("the canary has the third", () -> allLeadTo(edges.subList(0, 1), "/three"));
    assertThat(ok("config", "abort", "--message", "slow", "--data", data()))
        .containsPattern("version 3: rolled back: aborted by .+: slow")
        .contains("version 2 is in force on " + EDGES + " edges");
    assertThat(allLeadTo(edges, "/two")).isTrue();
    Terminal again = Terminal.type("config", "abort", "--data", data());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).startsWith("skerry: no version is being rolled out");
    Terminal named = Terminal.type("config", "abort", "3", "--data", data());
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.err()).contains("version 3 is not being rolled out");
    assertThat(ok("audit", "--data", data())).contains("/v1/rollouts/3/abort");
  }

  @Test
  void aHandlerThatFailsOnTheCanaryNeverReachesTheOthers() throws Exception {
    HttpServer origin =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    origin.start();
    try {
      Program plane = controlPlane("127.0.0.1:0");
      URI fleet = plane.ready("fleet");
      Path site = marking(origin.getAddress().getPort());
      ok("config", "apply", site.toString(), "--data", data());
      String token = ok("edges", "token", "--uses", "2", "--data", data()).strip();
      URI canary = edge(fleet, 1, token);
      URI other = edge(fleet, 2, token);
      Await.until("both are connected", () -> connected() == 2);
      String broken =
          Files.writeString(folder.resolve("broken.js"), "function handler(e) { nobody.x; }")
              .toString();
      ok("handler", "deploy", "mark", broken, "--canary", "edge-1", "--data", data());
      Await.until(
          "it is taken back",
          () -> {
            assertThat(mark(other)).isEqualTo("good");
            String _ = mark(canary); // the viewers of the canary see no error
            return ok("config", "history", "--data", data()).contains("calls of handlers failed");
          });
      Await.until("the canary has the one before", () -> mark(canary).equals("good"));
    } finally {
      origin.stop(0);
    }
  }

  /** A configuration with a handler that goes on without it when it fails. */
  private Path marking(int origin) throws IOException {
    Files.writeString(
        folder.resolve("mark.js"),
        """
        function handler(event) {
          event.response.headers['x-mark'] = {value: 'good'};
          return event.response;
        }
        """);
    return Files.writeString(
        folder.resolve("mark.yaml"),
        """
        handlers: {mark: {source: mark.js, on-failure: open}}
        sites: [{hosts: ['*'], origin: 'http://127.0.0.1:%d', viewer-response: mark}]
        """
            .formatted(origin));
  }

  /** What the handler has marked a response with, nothing where it failed. */
  private static String mark(URI edge) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> response =
          client.send(HttpRequest.newBuilder(edge).build(), BodyHandlers.discarding());
      assertThat(response.statusCode()).isEqualTo(204);
      return response.headers().firstValue("x-mark").orElse("");
    }
  }

  @Test
  void theFirstConfigurationIsInForceWhenItIsAnsweredOnEdgesThatWaitedForIt() throws Exception {
    URI fleet = controlPlane("127.0.0.1:0").ready("fleet");
    Program edge = waitingEdge(fleet);
    String applied =
        ok("config", "apply", document("/one").toString(), "--data", data(), "--wait", "30");
    assertThat(applied).contains("in force on 1 edge");
    assertThat(allLeadTo(List.of(edge.ready("edge edge-1")), "/one")).isTrue();
  }

  @Test
  void anEdgeThatWaitsForItsFirstConfigurationEndsWhenItIsToldTo() throws Exception {
    Program edge = waitingEdge(controlPlane("127.0.0.1:0").ready("fleet"));
    edge.signal("TERM");
    assertThat(edge.exitCode()).isZero();
  }

  @Test
  void aNodeWithAFleetPortEndsInOrder() throws Exception {
    Program node =
        Program.runAnywhere(
            folder.resolve("node"), "--to", "http://127.0.0.1:9", "--fleet", "127.0.0.1:0");
    programs.add(node);
    assertThat(node.readyLine()).contains(" fleet https://");
    node.signal("TERM");
    assertThat(node.exitCode()).isZero();
  }

  /** An edge that has joined and waits for a configuration. */
  private Program waitingEdge(URI fleet) throws Exception {
    String token = ok("edges", "token", "--data", data()).strip();
    Program edge = started(fleet, 1, token);
    edge.awaitLog("has no configuration yet");
    return edge;
  }

  private Program controlPlane(String fleet) throws Exception {
    Program program =
        Program.type("control-plane", "--fleet", fleet, "--admin", "127.0.0.1:0", "--data", data());
    programs.add(program);
    assertThat(program.readyLine()).startsWith("skerry ready: control-plane fleet https://");
    return program;
  }

  private URI edge(URI fleet, int number, String token) throws Exception {
    return started(fleet, number, token).ready("edge edge-" + number);
  }

  private Program started(URI fleet, int number, String token) throws Exception {
    String name = "edge-" + number;
    Program program =
        Program.type(
            "edge",
            "--control-plane",
            fleet.toString(),
            "--join",
            token,
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
    programs.add(program);
    return program;
  }

  private String data() {
    return folder.resolve("plane").toString();
  }

  /** A configuration that redirects everything to a path. */
  private Path document(String path) throws IOException {
    return Files.writeString(
        folder.resolve("site.yaml"),
        "sites: [{hosts: ['*'], redirect: {to: 'https://www.example" + path + "'}}]\n");
  }

  private static String ok(String... words) {
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.exitCode()).as(String.join(" ", words) + ": " + terminal.err()).isZero();
    return terminal.out();
  }

  private JsonNode edges() {
    return JsonMapper.shared().readTree(ok("edges", "--json", "--data", data()));
  }

  private int connected() {
    return edges().path("connected").asInt();
  }

  /** Purges everything; the answer is that all edges have. */
  private void purgeOnAll() {
    String answer = ok("purge", "--everything", "--data", data());
    assertThat(answer).contains(EDGES + " edges");
    for (JsonNode edge : edges().path("edges")) {
      assertThat(edge.path("applied").asLong()).isPositive();
    }
  }

  private static boolean allLeadTo(List<URI> edges, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (URI edge : edges) {
        HttpRequest request = HttpRequest.newBuilder(edge.resolve("/")).build();
        String location =
            client
                .send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("location")
                .orElse("");
        if (!location.endsWith(path)) {
          return false;
        }
      }
    }
    return true;
  }
}

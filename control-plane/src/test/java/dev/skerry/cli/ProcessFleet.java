package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A control plane that has the origin's API, and edges that follow it, each a process. */
final class ProcessFleet implements AutoCloseable {

  private final Path folder;
  private final List<Program> programs = new ArrayList<>();
  private final List<URI> edges = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Program plane;

  private ProcessFleet(Path folder) throws Exception {
    this.folder = folder;
    this.plane = startPlane("127.0.0.1:0");
  }

  /**
   * Starts a control plane, and edges with what a document says.
   *
   * @param folder for their data
   */
  static ProcessFleet start(Path folder, int edges, String document) throws Exception {
    ProcessFleet fleet = new ProcessFleet(folder);
    var _ = fleet.apply(document);
    String token =
        ok("edges", "token", "--uses", Integer.toString(edges), "--data", fleet.data().toString());
    for (int number = 1; number <= edges; number++) {
      fleet.edges.add(fleet.startEdge("edge-" + number, token.strip()));
    }
    Await.until("all edges are connected", () -> fleet.state().path("connected").asInt() == edges);
    return fleet;
  }

  /** Has all edges do what a document says; returns what the command says. */
  String apply(String document) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yaml"), document);
    return ok("config", "apply", file.toString(), "--data", data().toString());
  }

  /** Where edges answer. */
  List<URI> edges() {
    return edges;
  }

  /** Where the origin's API answers. */
  URI api() throws Exception {
    return plane.ready("api");
  }

  /** The data folder of the control plane. */
  Path data() {
    return folder.resolve("plane");
  }

  /** Kills the control plane with SIGKILL, once something is done, and starts it again. */
  void kill() throws Exception {
    URI port = plane.ready("fleet");
    plane.kill();
    plane = startPlane("127.0.0.1:" + port.getPort());
  }

  /** What an edge answers. */
  HttpResponse<String> get(URI edge, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(edge.resolve(path)).build(), BodyHandlers.ofString());
  }

  /** What an edge answers to POST with content. */
  HttpResponse<String> post(URI edge, String path, String content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(edge.resolve(path)).POST(BodyPublishers.ofString(content)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Has all edges answer, does something, and waits until all have acknowledged a purge. */
  void purging(String what, String path, Callable<?> change) throws Exception {
    for (URI edge : edges) {
      var _ = get(edge, path);
    }
    long before = applied();
    var _ = change.call();
    Await.until("all edges have purged: " + what, () -> applied() > before);
  }

  /** Up to which number every edge has acknowledged all purges. */
  long applied() {
    return StreamSupport.stream(state().path("edges").spliterator(), false)
        .mapToLong(edge -> edge.path("applied").asLong())
        .min()
        .orElse(0);
  }

  private JsonNode state() {
    return JsonMapper.shared().readTree(ok("edges", "--json", "--data", data().toString()));
  }

  /** How a part of the origin is followed. */
  JsonNode followed(String source) throws Exception {
    return StreamSupport.stream(status().at("/changes/sources").spliterator(), false)
        .filter(each -> each.path("source").asString().equals(source))
        .findFirst()
        .orElseThrow();
  }

  /** How the control plane says that it is. */
  JsonNode status() throws Exception {
    String token = Files.readString(data().resolve("admin-token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(plane.ready("admin").resolve("/v1/status"))
            .header("authorization", "Bearer " + token)
            .build();
    return JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  String metrics() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(plane.ready("admin").resolve("/metrics")).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private Program startPlane(String fleet) throws Exception {
    Program program =
        Program.type(
            "control-plane",
            "--fleet",
            fleet,
            "--admin",
            "127.0.0.1:0",
            "--api",
            "127.0.0.1:0",
            "--open-metrics",
            "--data",
            data().toString());
    programs.add(program);
    assertThat(program.readyLine()).startsWith("skerry ready: control-plane fleet https://");
    return program;
  }

  private URI startEdge(String name, String token) throws Exception {
    Program program =
        Program.type(
            "edge",
            "--control-plane",
            plane.ready("fleet").toString(),
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
    return program.ready("edge " + name);
  }

  private static String ok(String... words) {
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.exitCode()).as(String.join(" ", words) + ": " + terminal.err()).isZero();
    return terminal.out();
  }

  @Override
  public void close() throws Exception {
    for (Program program : programs) {
      program.close();
    }
    client.close();
  }
}

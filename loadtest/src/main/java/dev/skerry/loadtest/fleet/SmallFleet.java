package dev.skerry.loadtest.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.loadtest.process.Launched;
import dev.skerry.loadtest.terminal.Stop;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control plane with the origin's API and edges that follow it, each a process of its own,
 * started by the launcher. One site is purged by the table {@value #TABLE}, which is not there yet.
 */
final class SmallFleet implements Closeable {
  /** The table whose changes purge. */
  static final String TABLE = "Pages";

  /** The bucket that is the origin of another site, which is not there yet either. */
  static final String BUCKET = "pages";

  /** The host of that site. */
  static final String BUCKET_SITE = "objects.test";

  /** The host of a site whose pages a handler makes of the table's items. */
  static final String HANDLER_SITE = "handler.test";

  private static final Pattern CONTROL =
      Pattern.compile(".*fleet https://[^\\s:]+:(\\d+) admin (http://\\S+).*");
  private static final Pattern API = Pattern.compile(".* api http://[^\\s:]+:(\\d+).*");
  private static final Pattern EDGE = Pattern.compile("edge \\S* ?http://[^\\s:]+:(\\d+).*");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Launched> processes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private SlowWay way;
  private final int api;

  /** The entity tag of the configuration; that of none at the beginning. */
  private String version = "\"0\"";

  private URI admin;
  private String token;

  /**
   * Starts one.
   *
   * @param folder for their data
   * @param origin the port of the origin of its one site, on the loopback address
   * @param delay of everything between an edge and the control plane, in each direction
   */
  SmallFleet(Path folder, int edges, int origin, Duration delay)
      throws IOException, InterruptedException {
    this.folder = folder;
    Launched control =
        started(
            "control-plane",
            "--fleet",
            "127.0.0.1:0",
            "--admin",
            "127.0.0.1:0",
            "--api",
            "127.0.0.1:0",
            "--data",
            data("cp"));
    api = Integer.parseInt(matched(API, control.ready()).group(1));
    Matcher ready = matched(CONTROL, control.ready());
    admin = URI.create(ready.group(2));
    token = Files.readString(Path.of(data("cp"), "admin-token")).strip();
    way =
        SlowWay.to(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(ready.group(1))),
            delay.toNanos());
    configure(origin);
    String join = edges == 0 ? "" : joinToken(edges);
    for (int i = 1; i <= edges; i++) {
      Launched edge =
          started(
              "edge",
              "--control-plane",
              url().toString(),
              "--join",
              join,
              "--name",
              "edge-" + i,
              "--listen",
              "127.0.0.1:0",
              "--admin",
              "127.0.0.1:0",
              "--data",
              data("edge-" + i));
      ports.add(Integer.valueOf(matched(EDGE, edge.ready()).group(1)));
    }
  }

  /** A token with which so many edges can join. */
  String joinToken(int uses) throws IOException, InterruptedException {
    return call("POST", "/v1/edges/join-tokens", Map.of("uses", uses)).get("token").asString();
  }

  /** Where edges come. */
  URI url() {
    return URI.create("https://127.0.0.1:" + way.port());
  }

  /** The process of the control plane. */
  Launched controlPlane() {
    return processes.getFirst();
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private Launched started(String... arguments) throws IOException {
    Launched process = Launched.start(List.of(arguments));
    processes.add(process);
    return process;
  }

  private static Matcher matched(Pattern pattern, String ready) {
    Matcher matcher = pattern.matcher(ready);
    if (!matcher.matches()) {
      throw Stop.failed("expected " + pattern + ", it says " + ready);
    }
    return matcher;
  }

  private void configure(int origin) throws IOException, InterruptedException {
    String document =
        """
        access-log: {format: none}
        cache: {memory: 512MiB}
        handlers:
          pages:
            limits: {cpu-time: 5s, wall-time: 20s, concurrency: 4}
            bindings: {PAGES: {table: %s}}
            code: |
              const { PAGES } = require('skerry').env;
              const headers = { 'cache-control': { value: 'max-age=86400' } };
              async function handler(event) {
                const { Item } = await PAGES.get({ Key: { id: Number(event.request.uri.slice(1)) } });
                return { statusCode: 200, headers, body: Item === undefined ? '0' : Item.v };
              }
        sites:
          - name: site
            hosts: "*"
            origin: http://127.0.0.1:%d
            purged-by: {tables: [%s]}
          - name: objects
            hosts: %s
            origin: bucket:%s
          - name: handler
            hosts: %s
            origin: http://127.0.0.1:%d
            origin-request: pages
        """
            .formatted(TABLE, origin, TABLE, BUCKET_SITE, BUCKET, HANDLER_SITE, origin);
    deploy(document);
  }

  /** Deploys a document; who wants to know when it is in force asks the edges. */
  void deploy(String document) throws IOException, InterruptedException {
    Map<String, Object> content =
        Map.of("document", document, "files", Map.of(), "variables", Map.of());
    HttpResponse<String> answer =
        send("PUT", "/v1/config?wait_ms=0", Map.of("content", content), "if-match", version);
    version = answer.headers().firstValue("etag").orElse(version);
  }

  /** The ports at which the edges serve, on the loopback address. */
  List<Integer> ports() {
    return ports;
  }

  /** The port of the table API, on the loopback address. */
  int api() {
    return api;
  }

  /** Where the key of the table API is. */
  Path credentials() {
    return Path.of(data("cp"), "credentials");
  }

  /** What the control plane says of the changes of a part of the origin, which it purges. */
  JsonNode changes(String source) throws IOException, InterruptedException {
    for (JsonNode each : call("GET", "/v1/status", null).path("changes").path("sources")) {
      if (each.path("source").asString().equals(source)) {
        return each;
      }
    }
    throw Stop.failed("the control plane does not follow " + source);
  }

  /** Purges a tag on all edges; returns what the control plane answers. */
  JsonNode purge(String tag) throws IOException, InterruptedException {
    return call("POST", "/v1/purge", Map.of("tags", List.of(tag)));
  }

  private JsonNode call(String method, String path, @Nullable Object content)
      throws IOException, InterruptedException {
    return JSON.readTree(send(method, path, content, "accept", "application/json").body());
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable Object content, String field, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve(path))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .header(field, value)
            .method(
                method,
                content == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(content), UTF_8))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw Stop.failed(method + " " + path + " was answered " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    for (Launched process : processes.reversed()) {
      process.close();
    }
    way.close();
    client.shutdownNow();
  }
}

package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge from its start to its end, as its users see it. */
class RunTest {
  @TempDir Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theDemoSiteIsServedExplainedPurgedAndDrained() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data)) {
      assertThat(program.readyLine())
          .matches(
              "skerry ready: edge http://127\\.0\\.0\\.1:\\d+ admin http://127\\.0\\.0\\.1:\\d+"
                  + " data .*");
      String edge = program.ready("edge").toString();
      assertThat(get(edge + "/tide.json").headers().firstValue("cache-status").orElse(""))
          .contains("fwd=uri-miss", "stored");
      assertThat(get(edge + "/tide.json").headers().firstValue("cache-status").orElse(""))
          .contains("hit");

      Terminal hit = Terminal.type("explain", edge + "/tide.json", "--data", data.toString());
      assertThat(hit.err()).isEmpty();
      assertThat(hit.out()).contains("outcome  hit", "tags              tide, sea");
      Terminal dry = Terminal.type("purge", "--tag", "tide", "--dry-run", "--data", data + "");
      assertThat(dry.out()).isEqualTo("would purge 1 stored response\n");
      Terminal purge = Terminal.type("purge", "--tag", "tide", "--data", data.toString());
      assertThat(purge.out()).isEqualTo("purged; purge number 1\n");
      Terminal miss = Terminal.type("explain", edge + "/tide.json", "--data", data.toString());
      assertThat(miss.out()).contains("outcome  forward", "nothing is stored for the key");
      Terminal status = Terminal.type("status", "--data", data.toString());
      assertThat(status.out()).contains("state           ready", "purge sequence");

      program.signal("TERM");
      assertThat(program.exitCode()).isZero();
      assertThat(program.remainingLog()).contains("SIGTERM: draining", "drained");
    }
  }

  @Test
  void theAdminApiAnswersOnlyThoseWhoHaveTheToken() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data)) {
      String admin = program.ready("admin").toString();
      assertThat(get(admin + "/health").body()).isEqualTo("ready\n");
      assertThat(get(admin + "/metrics").statusCode()).isEqualTo(401);
      Path file = data.resolve("admin-token");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String token = Files.readString(file).strip();
      HttpResponse<String> metrics = get(admin + "/metrics", "authorization", "Bearer " + token);
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).contains("skerry_config_reloads_total{result=\"accepted\"} 1\n");
      HttpResponse<String> config = get(admin + "/v1/config", "authorization", "Bearer " + token);
      assertThat(config.body()).contains("there is no configuration yet: PUT /v1/config");
      program.signal("TERM");
      assertThat(program.remainingLog()).doesNotContain(token);
    }
  }

  @Test
  void aRequestInFlightFinishesWhenTheEdgeDrains() throws Exception {
    try (ServerSocket origin = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        Program program = Program.runAnywhere(folder.resolve("data"), "--to", url(origin));
        Socket viewer = connect(program.ready("edge"))) {
      send(viewer, "GET /slow HTTP/1.1\r\nhost: x.example\r\n\r\n");
      try (Socket asked = origin.accept()) {
        assertThat(asked.getInputStream().read()).isEqualTo('G');
        program.signal("TERM");
        program.awaitLog("exchanges under way: 1");
        send(asked, "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone");
        assertThat(readAll(viewer)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\ndone");
        assertThat(program.exitCode()).isZero();
      }
    }
  }

  @Test
  void aSecondSignalStopsAtOnce() throws Exception {
    try (ServerSocket origin = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        Program program = Program.runAnywhere(folder.resolve("data"), "--to", url(origin));
        Socket viewer = connect(program.ready("edge"))) {
      send(viewer, "GET /slow HTTP/1.1\r\nhost: x.example\r\n\r\n");
      try (Socket asked = origin.accept()) {
        assertThat(asked.getInputStream().read()).isEqualTo('G');
        program.signal("TERM");
        program.awaitLog("exchanges under way: 1");
        program.signal("TERM");
        assertThat(program.exitCode()).isEqualTo(143);
      }
    }
  }

  @Test
  void aChangedFileAndAHangupPutAConfigurationInForceAndAWrongOneChangesNothing() throws Exception {
    Path file = folder.resolve("skerry.yaml");
    Path data = folder.resolve("data");
    Files.writeString(file, redirectTo("/one"));
    try (Program program = Program.runAnywhere(data, "--config", file.toString())) {
      String edge = program.ready("edge").toString();
      assertThat(location(edge)).endsWith("/one");

      Files.writeString(file, "sites: 7\n");
      program.awaitLog("is wrong; the configuration in force stays");
      assertThat(location(edge)).endsWith("/one");

      Path draft = Files.writeString(folder.resolve("draft"), redirectTo("/two"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      program.awaitLog("skerry.yaml is in force");
      assertThat(location(edge)).endsWith("/two");

      assumeThat(ignoresHangups())
          .as("whoever started the tests lets them, and so the program, ignore SIGHUP (nohup)")
          .isFalse();
      program.signal("HUP");
      program.awaitLog("skerry.yaml is as it was");
    }
  }

  @Test
  void aWrongConfigurationAtTheStartIsToldInFull() throws Exception {
    Path file = Files.writeString(folder.resolve("skerry.yaml"), "sites: 7\nsights: 8\n");
    try (Program program =
        Program.runAnywhere(folder.resolve("data"), "--config", file.toString())) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.remainingLog())
          .startsWith("skerry: the configuration is wrong:\n")
          .contains("skerry.yaml:1:", "skerry.yaml:2:");
    }
  }

  @Test
  void whatCannotStartSaysWhyAndWhatToDo() throws Exception {
    Path data = folder.resolve("data");
    try (Program first = Program.runAnywhere(data)) {
      int port = first.ready("edge").getPort();
      try (Program second = Program.runAnywhere(data)) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.remainingLog())
            .startsWith("skerry: another instance uses the data folder " + data);
      }
      try (Program third =
          Program.run(
              folder.resolve("third"), "--admin", "127.0.0.1:0", "--listen", "127.0.0.1:" + port)) {
        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(third.remainingLog())
            .contains(
                "cannot listen on 127.0.0.1:%d (--listen): the port is in use".formatted(port));
      }
    }
  }

  @Test
  void aBucketAsTheOriginNeedsTheObjectStore() throws Exception {
    Path data = folder.resolve("data");
    Terminal told = Terminal.type("run", "--to", "bucket:www", "--data", data.toString());
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err())
        .isEqualTo(
            "skerry: --to bucket:www: this process has no object store to read the bucket from;"
                + " add --api\n");
    Path file =
        Files.writeString(
            folder.resolve("skerry.yaml"), "sites: [{hosts: '*', origin: 'bucket:www'}]\n");
    try (Program program = Program.runAnywhere(data, "--config", file.toString())) {
      HttpResponse<String> answer = get(program.ready("edge") + "/");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("proxy-status").orElse(""))
          .contains("destination_unavailable", "bucket:www");
      program.awaitLog("this process has no object store");
    }
  }

  private static String redirectTo(String path) {
    return """
    sites:
      - hosts: ["*"]
        rules:
          - path: /**
            redirect:
              to: %s
              status: 302
        origin: http://127.0.0.1:9
    """
        .formatted(path);
  }

  private String location(String edge) throws Exception {
    return get(edge + "/").headers().firstValue("location").orElse("none");
  }

  private HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String url(ServerSocket origin) {
    return "http://127.0.0.1:" + origin.getLocalPort();
  }

  private static Socket connect(URI edge) throws IOException {
    return new Socket(edge.getHost(), edge.getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether this process, and so its children, began with SIGHUP ignored; then no JVM handles it.
   */
  private static boolean ignoresHangups() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0;
      }
    }
    return false;
  }
}

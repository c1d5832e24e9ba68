package dev.skerry.loadtest.conformance;

import dev.skerry.loadtest.harness.ChildProcess;
import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The npm package {@code http-cache-tests}: its origin server and its command-line client. */
final class HttpCacheTests implements AutoCloseable {
  /** Where package.json and what is committed of this judge are. */
  static final Path FOLDER = Path.of("http-cache-tests").toAbsolutePath();

  private static final Path PACKAGE = FOLDER.resolve("node_modules/http-cache-tests");
  private static final Pattern LISTENING = Pattern.compile("Listening on http://.*:(\\d+)/");
  private static final Duration RUN = Duration.ofMinutes(3);

  private final ChildProcess server;
  private final URI origin;

  private HttpCacheTests(ChildProcess server, URI origin) {
    this.server = server;
    this.origin = origin;
  }

  static boolean isInstalled() {
    return Files.isDirectory(PACKAGE) && Tools.find("node").isPresent();
  }

  /** Starts the suite's origin server on a port that the system chooses. */
  static HttpCacheTests start() {
    ProcessBuilder builder =
        new ProcessBuilder(Tools.path("node"), "--no-warnings", "server/server.mjs")
            .directory(PACKAGE.toFile());
    // What npm sets from the package's "config" section when it runs the script "server".
    builder
        .environment()
        .putAll(
            Map.of(
                "npm_config_protocol", "http",
                "npm_config_port", "0",
                "npm_config_pidfile", target().resolve("server.pid").toString()));
    ChildProcess server = ChildProcess.start("http-cache-tests server", builder);
    String port = server.awaitLine(LISTENING, Duration.ofSeconds(20)).group(1);
    return new HttpCacheTests(server, URI.create("http://127.0.0.1:" + port));
  }

  URI origin() {
    return origin;
  }

  /** Runs all tests for proxies through the edge at this address. */
  List<Judgement> run(URI edge) {
    String output =
        Command.of(Tools.path("node"), "--no-warnings", "cli.mjs")
            .in(PACKAGE)
            .with(
                Map.of(
                    "npm_config_base", edge.toString(),
                    "npm_config_id", "",
                    "npm_package_config_id", ""))
            .run(RUN);
    // The client may say something before it writes its one JSON object.
    int start = output.indexOf("{\n");
    if (start < 0) {
      throw new AssertionError("the client wrote no results:\n" + output);
    }
    Path results = target().resolve("results.json");
    try {
      Files.writeString(results, output.substring(start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return judge(results);
  }

  /** Judges a file of results, of this run or of those that the package publishes. */
  static List<Judgement> judge(Path results) {
    String judged =
        Command.of(Tools.path("node"), "--no-warnings", "judge.mjs", results.toString())
            .in(FOLDER)
            .run(Duration.ofSeconds(30));
    return JsonMapper.shared().readValue(judged, new TypeReference<List<Judgement>>() {});
  }

  /** The results that the package publishes of a peer. */
  static Path published(String peer) {
    return PACKAGE.resolve("results").resolve(peer + ".json");
  }

  private static Path target() {
    try {
      return Files.createDirectories(Path.of("target", "http-cache-tests").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

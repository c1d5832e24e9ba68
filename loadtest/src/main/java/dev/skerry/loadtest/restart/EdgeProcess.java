package dev.skerry.loadtest.restart;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An edge in a process of its own, with a disk, that can be killed and started again. */
final class EdgeProcess implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://([^\\s,/]+):(\\d+)");

  private final Path work;
  private final Path document;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Process process;
  private InetSocketAddress http = new InetSocketAddress(0);
  private InetSocketAddress admin = new InetSocketAddress(0);
  private String diskLine = "";

  EdgeProcess(Path work, InetSocketAddress origin, long diskBytes) throws IOException {
    this.work = work;
    this.document = work.resolve("edge.json");
    Files.createDirectories(work.resolve("data"));
    Files.writeString(
        document,
        """
        {"sites": [{"hosts": "*", "origin": "http://%s:%d"}],
         "access-log": {"format": "none"},
         "cache": {"memory": "256MiB", "disk": {"path": "%s", "size": "%d"}}}
        """
            .formatted(
                origin.getAddress().getHostAddress(),
                origin.getPort(),
                work.resolve("disk"),
                diskBytes));
  }

  /** Starts it; returns when it says that it is ready. */
  void start() throws IOException {
    Process started =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseG1GC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.skerry.cli.Skerry",
                    "run",
                    "--listen",
                    "127.0.0.1:0",
                    "--admin",
                    "127.0.0.1:0",
                    "--open-metrics",
                    "--data",
                    work.resolve("data").toString(),
                    "--config",
                    document.toString()))
            .redirectErrorStream(true)
            .start();
    process = started;
    BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains("disk cache")) {
        diskLine = line.substring(line.indexOf("disk cache"));
      }
      if (line.startsWith("skerry ready")) {
        http = address(line, "edge");
        admin = address(line, "admin");
        var _ = Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
        return;
      }
    }
    throw new IOException("the edge did not start:\n" + said);
  }

  private static InetSocketAddress address(String ready, String after) throws IOException {
    Matcher url = URL.matcher(ready);
    if (!url.find(Math.max(0, ready.indexOf(after)))) {
      throw new IOException("no address of " + after + " in: " + ready);
    }
    return new InetSocketAddress(
        InetAddress.getByName(url.group(1)), Integer.parseInt(url.group(2)));
  }

  InetSocketAddress http() {
    return http;
  }

  /** What it said of its disk when it started. */
  String diskLine() {
    return diskLine;
  }

  /** The value of one of its gauges. */
  double gauge(String name) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://" + admin.getAddress().getHostAddress() + ":" + admin.getPort() + "/metrics");
    String text =
        client
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher value = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    if (!value.find()) {
      throw new IOException("no gauge " + name);
    }
    return Double.parseDouble(value.group(1));
  }

  /** Ends it with SIGKILL. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      var _ = running.waitFor();
      process = null;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

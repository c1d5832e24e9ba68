package dev.skerry.loadtest.process;

import dev.skerry.loadtest.terminal.Home;
import dev.skerry.loadtest.terminal.Stop;
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
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An edge in a process of its own, started by the launcher; it can be killed and started again. */
public final class EdgeProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("skerry ready: edge http://([^\\s/:]+):(\\d+).* admin (http://\\S+).*");

  private static final long PATIENCE_SECONDS = 30;
  private static final int KEPT_LINES = 20;

  private final Path folder;
  private final Path document;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Deque<String> said = new ArrayDeque<>();
  private @Nullable Process process;
  private InetSocketAddress http = new InetSocketAddress(0);
  private String admin = "";

  /**
   * Prepares one.
   *
   * @param folder for its data; made if it is missing, and not deleted
   * @param document its configuration
   */
  public EdgeProcess(Path folder, String document) throws IOException {
    this.folder = folder;
    this.document = folder.resolve("edge.yaml");
    Files.createDirectories(folder);
    Files.writeString(this.document, document);
  }

  /**
   * Starts it; returns when it says that it is ready.
   *
   * @throws Stop with its last words, if it ends before
   */
  public void start() throws IOException {
    Process started =
        new ProcessBuilder(
                Home.launcher().toString(),
                "run",
                "--config",
                document.toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0",
                "--open-metrics",
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    said.clear();
    BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      keep(line);
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        http =
            new InetSocketAddress(
                InetAddress.getByName(ready.group(1)), Integer.parseInt(ready.group(2)));
        admin = ready.group(3);
        var _ = Thread.ofVirtual().start(() -> drain(lines));
        return;
      }
    }
    throw Stop.failed("the edge did not start:\n" + String.join("\n", said));
  }

  /** Reads on, so that it never waits for somebody to do so. */
  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Nobody wants to know.
      }
    } catch (IOException killed) {
      // Then there is nothing more to read.
    }
  }

  private void keep(String line) {
    if (said.size() == KEPT_LINES) {
      said.removeFirst();
    }
    said.addLast(line);
  }

  /** Where it serves in clear text. */
  public InetSocketAddress http() {
    return http;
  }

  /** What it said with that text in it before it was ready, from there on; empty if nothing. */
  public String said(String text) {
    return said.stream()
        .filter(line -> line.contains(text))
        .map(line -> line.substring(line.indexOf(text)))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The value of one of its gauges.
   *
   * @param name with its labels, if it has any
   */
  public double gauge(String name) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(admin + "/metrics")).build();
    String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher value =
        Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    if (!value.find()) {
      throw new IOException("the edge has no gauge " + name);
    }
    return Double.parseDouble(value.group(1));
  }

  /** The memory that the system counts for it, in bytes. */
  public long residentBytes() throws IOException {
    Process running = process;
    return running == null ? 0 : Resident.bytes(running.pid());
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      var _ = running.waitFor();
      process = null;
    }
  }

  /** Ends it in order, or at once if that takes too long. */
  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

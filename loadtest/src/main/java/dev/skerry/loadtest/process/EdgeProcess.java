package dev.skerry.loadtest.process;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An edge in a process of its own, started by the launcher; it can be killed and started again. */
public final class EdgeProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("edge http://([^\\s/:]+):(\\d+).* admin (http://\\S+).*");

  private final Path folder;
  private final Path document;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Launched process;
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
    Launched started =
        Launched.start(
            List.of(
                "run",
                "--config",
                document.toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0",
                "--open-metrics",
                "--data",
                folder.resolve("data").toString()));
    process = started;
    Matcher ready = READY.matcher(started.ready());
    if (!ready.matches()) {
      throw Stop.failed("the edge says of being ready " + started.ready());
    }
    http =
        new InetSocketAddress(
            InetAddress.getByName(ready.group(1)), Integer.parseInt(ready.group(2)));
    admin = ready.group(3);
  }

  /** Where it serves in clear text. */
  public InetSocketAddress http() {
    return http;
  }

  /** What it said with that text in it before it was ready, from there on; empty if nothing. */
  public String said(String text) {
    Launched running = process;
    return running == null ? "" : running.said(text);
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
    Launched running = process;
    return running == null ? 0 : Resident.bytes(running.pid());
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    Launched running = process;
    if (running != null) {
      running.kill();
      process = null;
    }
  }

  /** Ends it in order, or at once if that takes too long. */
  @Override
  public void close() {
    Launched running = process;
    if (running != null) {
      running.close();
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

package dev.skerry.loadtest.memory;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An edge as the launcher starts it, in front of one origin. */
final class EdgeProcess implements Closeable {
  private static final Pattern READY =
      Pattern.compile("edge http://[^:]+:(\\d+) admin (http://\\S+)");

  private final Process process;
  private final int port;
  private final String admin;

  private EdgeProcess(Process process, int port, String admin) {
    this.process = process;
    this.port = port;
    this.admin = admin;
  }

  /**
   * Starts an edge; returns when it answers.
   *
   * @param skerry the launcher
   * @param memory {@code cache.memory}, as in a configuration
   */
  static EdgeProcess start(Path skerry, int originPort, String memory) throws IOException {
    Path folder = Files.createTempDirectory("skerry-memory");
    Path config = folder.resolve("site.yaml");
    Files.writeString(config, configuration(originPort, memory));
    Process process =
        new ProcessBuilder(
                skerry.toString(),
                "run",
                "--config",
                config.toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0",
                "--open-metrics",
                "--data",
                folder.resolve("data").toString())
            .redirectError(folder.resolve("log").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
          return new EdgeProcess(process, Integer.parseInt(ready.group(1)), ready.group(2));
        }
      }
    }
    throw new IOException("the edge did not start; see " + folder.resolve("log"));
  }

  private static String configuration(int originPort, String memory) {
    return """
    access-log: {format: none}
    cache: {memory: %s}
    sites:
      - hosts: "*"
        origin: http://127.0.0.1:%d
    """
        .formatted(memory, originPort);
  }

  int port() {
    return port;
  }

  /** Memory that the system counts for the process, and for its memory file, in bytes. */
  long residentBytes() {
    return statusBytes("VmRSS:") + memoryFileBytes();
  }

  private long statusBytes(String field) {
    try (Stream<String> lines = Files.lines(proc("status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its pages are no process's own, so the system does not count them with the others. */
  private long memoryFileBytes() {
    try (Stream<Path> files = Files.list(proc("fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)
            && Files.readSymbolicLink(file).toString().contains("memfd:skerry")) {
          return blocks(file) * 512;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long blocks(Path file) throws IOException {
    Process stat = new ProcessBuilder(List.of("stat", "-L", "-c", "%b", file.toString())).start();
    try (BufferedReader out = stat.inputReader()) {
      String blocks = out.readLine();
      return blocks == null ? 0 : Long.parseLong(blocks);
    }
  }

  private Path proc(String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }

  /** The value of a gauge without labels, or with those. */
  long gauge(String nameAndLabels) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String text =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(admin + "/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return text.lines()
          .filter(line -> line.startsWith(nameAndLabels + " "))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
          .findFirst()
          .orElse(-1);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

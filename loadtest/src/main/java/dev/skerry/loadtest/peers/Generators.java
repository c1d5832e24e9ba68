package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The programs that make load: wrk for HTTP/1.1, h2load for HTTP/2; both on the load's core. */
final class Generators {
  /** Streams at once on each connection of HTTP/2. */
  private static final int STREAMS = 8;

  /** Requests that tell how fast a server is. */
  private static final long PILOT = 10_000;

  private final Cores cores;
  private final Path templates;
  private final Path work;
  private final int connections;

  /** Requests per second of HTTP/2 by URL, as last measured. */
  private final Map<String, Double> rates = new HashMap<>();

  Generators(Cores cores, Path templates, Path work, int connections) {
    this.cores = cores;
    this.templates = templates;
    this.work = work;
    this.connections = connections;
  }

  /** Whether there is a program for this. */
  static boolean installed(Wire wire) {
    return Programs.installed(wire.http2() ? "h2load" : "wrk");
  }

  /** As many requests as are answered in that time. */
  Figures saturate(Server server, Wire wire, String path, List<String> headers, double seconds)
      throws IOException, InterruptedException {
    String url = server.url(wire, path);
    return wire.http2()
        ? h2load(server.name(), url, headers, seconds)
        : wrk(server.name(), url, headers, seconds);
  }

  private Figures wrk(String who, String url, List<String> headers, double seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t", "1", "-c"));
    command.add(Integer.toString(connections));
    command.addAll(List.of("-d", Math.max(1, Math.round(seconds)) + "s"));
    command.addAll(List.of("-s", templates.resolve("report.lua").toString()));
    headers.forEach(header -> command.addAll(List.of("-H", header)));
    command.add(url);
    return Figures.ofWrk(Programs.output(cores.forLoad(command)), who);
  }

  /**
   * A number of requests that takes about so long: h2load can also be told a time, but then it may
   * never end.
   */
  private Figures h2load(String who, String url, List<String> headers, double seconds)
      throws IOException, InterruptedException {
    double rate = rates.getOrDefault(url, 0.0);
    if (rate == 0) {
      Figures pilot = h2load(who, url, headers, PILOT);
      rate = pilot.requests() / pilot.seconds();
    }
    Figures figures = h2load(who, url, headers, Math.max(PILOT, Math.round(rate * seconds)));
    rates.put(url, figures.requests() / figures.seconds());
    return figures;
  }

  private Figures h2load(String who, String url, List<String> headers, long requests)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(work, "h2load", ".log");
    List<String> command = new ArrayList<>(List.of("h2load", "-t", "1", "-c"));
    command.add(Integer.toString(connections));
    command.addAll(List.of("-m", Integer.toString(STREAMS)));
    command.addAll(List.of("-n", Long.toString(requests)));
    command.addAll(List.of("--log-file", log.toString()));
    headers.forEach(header -> command.addAll(List.of("-H", header)));
    command.add(url);
    String output = Programs.output(cores.forLoad(command));
    try {
      return Figures.ofH2load(output, duration(output), durations(log), who);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** h2load: "finished in 5.00s, 12345.6 req/s, 1.2MB/s". */
  private static double duration(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("finished in "))
        .map(line -> line.substring("finished in ".length(), line.indexOf(',')))
        .mapToDouble(Generators::secondsOf)
        .findFirst()
        .orElseThrow(() -> Stop.failed("h2load said:\n" + output));
  }

  private static double secondsOf(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    double number = Double.parseDouble(lower.replaceAll("[a-z]", ""));
    return lower.endsWith("ms") ? number / 1000 : number;
  }

  /** Each line: when it began, its status, how many microseconds it took; with tabs between. */
  private static int[] durations(Path log) throws IOException {
    int[] found = new int[1 << 20];
    int count = 0;
    try (var reader = Files.newBufferedReader(log)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        int tab = line.lastIndexOf('\t');
        if (tab > 0) {
          found[count++] = Integer.parseInt(line.substring(tab + 1).strip());
        }
      }
    }
    int[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return sorted;
  }
}

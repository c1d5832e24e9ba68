package dev.skerry.loadtest.neighbours;

import dev.skerry.loadtest.generator.LoadCommand;
import dev.skerry.loadtest.origin.SizedOrigin;
import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what hostile handlers do to the latency of hits that use none, and to memory. */
@Command(
    name = "neighbours",
    header = "Measure what hostile handlers take from requests that use none.",
    description = {
      "Starts an edge with handlers that loop, fill memory, recurse, flood logs and never answer"
          + " (loadtest/neighbours), asks for a cached object of 1 KB at a steady rate, and does so"
          + " again while some viewers ask for other pages, call ordinary handlers of all kinds,"
          + " and then hostile ones of one kind, one after the other. Prints latencies, beside"
          + " those when the viewers ask for pages, how long the longest of their calls took until"
          + " it was answered, and the edge's memory before and after. Client and edge share all"
          + " processors."
    })
public final class NeighboursCommand implements Callable<Integer> {
  private static final String PAGE = "/1k/0";
  private static final int WARM_ROUNDS = 4;

  /** An odd number: the one in the middle counts. */
  private static final int PLAIN_ROUNDS = 3;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--viewers", paramLabel = "N", description = "That attack. 4 by default.")
  int viewers = 4;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second for the cached object. 1000 by default.")
  int rate = 1_000;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long each measurement takes. 10 by default.")
  int seconds = 10;

  @Option(
      names = "--each",
      description = "Measure beside each handler by itself, not beside all of a kind at once.")
  boolean each;

  private record Latency(double p50, double p99, double most) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skerry-neighbours");
    try (SizedOrigin origin =
        new SizedOrigin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, 0)) {
      List<List<String>> hostile = new ArrayList<>();
      List<String> ordinary = new ArrayList<>();
      String document = document(origin.address().getPort(), folder, hostile, ordinary);
      try (EdgeProcess edge = new EdgeProcess(folder.resolve("edge"), document)) {
        edge.start();
        measure(edge, hostile, ordinary);
      }
    } finally {
      EdgeProcess.delete(folder);
    }
    return 0;
  }

  private static String document(
      int origin, Path work, List<List<String>> hostile, List<String> ordinary) throws IOException {
    StringBuilder configured = new StringBuilder();
    for (Neighbours each : Neighbours.ORDINARY) {
      configured.append(each.configured(work, ordinary));
    }
    for (Neighbours each : Neighbours.HOSTILE) {
      List<String> names = new ArrayList<>();
      configured.append(each.configured(work, names));
      hostile.add(names);
    }
    StringBuilder rules = new StringBuilder();
    Stream.concat(ordinary.stream(), hostile.stream().flatMap(List::stream))
        .forEach(
            name ->
                rules.append("      - {path: /%s, viewer-request: %s}%n".formatted(name, name)));
    return """
    access-log: {format: none}
    handlers:
    %ssites:
      - name: site
        hosts: "*"
        origin: http://127.0.0.1:%d
        rules:
    %s\
    """
        .formatted(configured, origin, rules);
  }

  private void measure(EdgeProcess edge, List<List<String>> hostile, List<String> ordinary)
      throws IOException, InterruptedException {
    try (Attack _ = attack(edge, ordinary)) {
      for (int i = 0; i < WARM_ROUNDS; i++) {
        measured(edge); // so that all is compiled
      }
    }
    long before = resident(edge);
    Latency plain = plain(edge);
    line("alone", measured(edge), plain, "");
    line("beside plain pages", plain, plain, "");
    beside(edge, plain, "ordinary handlers", ordinary);
    for (int i = 0; i < hostile.size(); i++) {
      if (each) {
        for (String handler : hostile.get(i)) {
          beside(edge, plain, handler, List.of(handler));
        }
      } else {
        beside(edge, plain, Neighbours.HOSTILE.get(i).name(), hostile.get(i));
      }
    }
    line("alone again", measured(edge), plain, "");
    print("memory %d MiB before, %d MiB after".formatted(before, resident(edge)));
  }

  /** What the viewers take by themselves, as they ask for pages that no handler makes. */
  private Latency plain(EdgeProcess edge) throws IOException {
    List<Latency> rounds = new ArrayList<>();
    try (Attack _ = attack(edge, List.of("1k/1"))) {
      for (int i = 0; i < PLAIN_ROUNDS; i++) {
        rounds.add(measured(edge));
      }
    }
    rounds.sort(Comparator.comparingDouble(Latency::p99));
    return rounds.get(PLAIN_ROUNDS / 2);
  }

  private void beside(EdgeProcess edge, Latency plain, String what, List<String> handlers)
      throws IOException {
    try (Attack attack = attack(edge, handlers)) {
      Latency beside = measured(edge);
      String attacks =
          ", %d calls answered, the longest after %d ms"
              .formatted(attack.ended(), attack.longestMillis());
      line("beside " + what, beside, plain, attacks);
    }
  }

  private Attack attack(EdgeProcess edge, List<String> handlers) {
    Attack attack = new Attack(edge.http(), handlers);
    attack.start(viewers);
    return attack;
  }

  private static long resident(EdgeProcess edge) throws IOException {
    return edge.residentBytes() >> 20;
  }

  private Latency measured(EdgeProcess edge) throws IOException {
    Path result = Files.createTempFile("skerry-neighbours", ".json");
    StringWriter said = new StringWriter();
    CommandLine load = new CommandLine(new LoadCommand());
    load.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code =
        load.execute(
            "http://%s:%d%s"
                .formatted(edge.http().getAddress().getHostAddress(), edge.http().getPort(), PAGE),
            "--rate",
            Integer.toString(rate),
            "--duration",
            seconds + "s",
            "--connections",
            "16",
            "--quiet",
            "--json",
            result.toString());
    String json = Files.readString(result);
    Files.delete(result);
    if (code != 0) {
      throw Stop.failed("hits failed:\n" + said);
    }
    JsonNode latency = JsonMapper.shared().readTree(json).required("latency_ms");
    return new Latency(
        latency.required("p50").doubleValue(),
        latency.required("p99").doubleValue(),
        latency.required("max").doubleValue());
  }

  // ---- what is printed

  private void line(String what, Latency latency, Latency plain, String more) {
    print(
        String.format(
            Locale.ROOT,
            "%-30s p50 %.2f ms, p99 %.2f (%.1f x), most %.2f%s",
            what,
            latency.p50(),
            latency.p99(),
            latency.p99() / plain.p99(),
            latency.most(),
            more));
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

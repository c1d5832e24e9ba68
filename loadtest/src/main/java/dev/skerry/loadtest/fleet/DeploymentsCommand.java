package dev.skerry.loadtest.fleet;

import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how soon a new version of a handler is in force, and what many handlers take. */
@Command(
    name = "deployments",
    header = "Measure how soon a handler is deployed, and what many of them take.",
    description = {
      "Starts an edge without handlers and one with many, each of a source of its own, and prints"
          + " how long they take to be ready, their memory, and how long the first call of each"
          + " handler takes. Then starts a control plane and edges, deploys a handler again and"
          + " again, and prints how long it took until the last edge answered by the new version."
    })
public final class DeploymentsCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SITE = "example.test";

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--handlers",
      paramLabel = "N",
      description = "That one edge has. 1000 by default.")
  int handlers = 1_000;

  @Option(names = "--edges", paramLabel = "N", description = "Of the fleet. 3 by default.")
  int edges = 3;

  @Option(
      names = "--deployments",
      paramLabel = "N",
      description = "That are measured, one after the other. 50 by default.")
  int deployments = 50;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skerry-deployments");
    try (PageOrigin origin = new PageOrigin(1)) {
      try (EdgeProcess first = new EdgeProcess(folder.resolve("first"), document(0))) {
        first.start(); // what the first start after a build prepares is there for the others
      }
      many(folder.resolve("none"), 0);
      many(folder.resolve("many"), handlers);
      try (SmallFleet fleet = new SmallFleet(folder, edges, origin.port(), Duration.ZERO)) {
        deploy(fleet);
      }
    } finally {
      EdgeProcess.delete(folder);
    }
    return 0;
  }

  // ---- many handlers on one edge

  private void many(Path folder, int count) throws IOException {
    try (EdgeProcess edge = new EdgeProcess(folder, document(count))) {
      long begun = System.nanoTime();
      edge.start();
      String seconds = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / 1e9);
      memory("ready after " + seconds + " s", count, edge);
      if (count > 0) {
        line("first call", firstCalls(edge.http(), count));
        memory("each called", count, edge);
      }
    }
  }

  private static String document(int count) {
    StringBuilder sources = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < count; i++) {
      sources.append("  h%d: {code: \"%s\"}%n".formatted(i, source(i)));
      rules.append("      - {path: /%d, viewer-request: h%d}%n".formatted(i, i));
    }
    return """
    access-log: {format: none}
    %s
    sites:
      - name: site
        hosts: "*"
        origin: http://127.0.0.1:1
    %s
    """
        .formatted(
            count == 0 ? "" : "handlers:\n" + sources, count == 0 ? "" : "    rules:\n" + rules);
  }

  private static String source(int number) {
    return "function handler(event) { return { statusCode: 200, body: '" + number + "' } }";
  }

  private static Histogram firstCalls(InetSocketAddress at, int count) throws IOException {
    Histogram calls = new Histogram(3);
    try (Connection viewer = new Connection(at, SITE)) {
      for (int i = 0; i < count; i++) {
        long asked = System.nanoTime();
        require(viewer.get(i), i);
        calls.recordValue((System.nanoTime() - asked) / 1_000);
      }
    }
    return calls;
  }

  private static void require(String answer, int number) {
    if (!answer.equals(Integer.toString(number))) {
      throw Stop.failed("handler " + number + " answered " + answer);
    }
  }

  // ---- versions of one handler on a fleet

  private void deploy(SmallFleet fleet) throws IOException, InterruptedException {
    Histogram inForce = new Histogram(3);
    List<Connection> viewers = new ArrayList<>();
    try {
      for (int port : fleet.ports()) {
        viewers.add(Connection.to(port, SITE));
      }
      for (int i = -deployments / 4; i < deployments; i++) { // the first ones to be compiled
        int version = i + deployments;
        long begun = System.nanoTime();
        fleet.deploy(handled(version));
        awaitVersion(viewers, version);
        if (i >= 0) {
          inForce.recordValue((System.nanoTime() - begun) / 1_000);
        }
      }
    } finally {
      for (Connection viewer : viewers) {
        viewer.close();
      }
    }
    line("deployed to " + edges + " edges", inForce);
  }

  private static String handled(int version) {
    return """
    access-log: {format: none}
    handlers:
      h: {code: "%s"}
    sites:
      - name: site
        hosts: "*"
        origin: http://127.0.0.1:1
        viewer-request: h
    """
        .formatted(source(version));
  }

  /** Until the first version is there, the origin answers, or nobody. */
  private static void awaitVersion(List<Connection> viewers, int version) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Connection viewer : viewers) {
      while (!viewer.get(0).equals(Integer.toString(version))) {
        if (System.nanoTime() > deadline) {
          throw Stop.failed("an edge has the version before for longer than " + PATIENCE);
        }
        LockSupport.parkNanos(100_000);
      }
    }
  }

  // ---- what is printed

  private void line(String what, Histogram micros) {
    print(
        String.format(
            Locale.ROOT,
            "%-22s %,d: p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f",
            what,
            micros.getTotalCount(),
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(90) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            micros.getMaxValue() / 1e3));
  }

  private void memory(String what, int count, EdgeProcess edge) throws IOException {
    print(
        String.format(
            Locale.ROOT, "%,d handlers, %s: %d MiB", count, what, edge.residentBytes() >> 20));
  }

  private void print(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code skerry load} as a program of its own on the load's core: schedules and crowds. */
final class OwnLoad {
  private static final String PROGRAM = "dev.skerry.loadtest.Loadtest";

  private final Cores cores;
  private final Path work;
  private final int connections;
  private final AtomicLong keys = new AtomicLong();

  OwnLoad(Cores cores, Path work, int connections) {
    this.cores = cores;
    this.work = work;
    this.connections = connections;
  }

  /** Requests on a schedule; latency counts from the moment at which each was due. */
  Figures atRate(Server server, String path, long perSecond, double seconds)
      throws IOException, InterruptedException {
    JsonNode result =
        run(
            List.of(
                server.url(Wire.HTTP1, path),
                "--rate",
                Long.toString(perSecond),
                "--duration",
                Math.max(1, Math.round(seconds)) + "s",
                "--warm-up",
                "3s",
                "--connections",
                Integer.toString(connections)));
    JsonNode latency = result.required("latency_ms");
    return new Figures(
        result.required("requests").longValue(),
        result.required("seconds").doubleValue(),
        latency.required("p50").doubleValue(),
        latency.required("p99").doubleValue(),
        latency.required("p99.9").doubleValue());
  }

  /**
   * Viewers who are all connected and then ask at once for an object that nobody asked for before;
   * gives the milliseconds from the first request to the last byte of the last answer.
   */
  double crowd(Server server, String path, int viewers) throws IOException, InterruptedException {
    String key = "crowd-" + ProcessHandle.current().pid() + "-" + keys.incrementAndGet();
    JsonNode result =
        run(
            List.of(
                server.url(Wire.HTTP1, path + key),
                "--rate",
                "max",
                "--warm-up",
                "0s",
                "--requests",
                Integer.toString(viewers),
                "--connections",
                Integer.toString(viewers)));
    return result.required("seconds").doubleValue() * 1000;
  }

  private JsonNode run(List<String> arguments) throws IOException, InterruptedException {
    Path file = Files.createTempFile(work, "load", ".json");
    List<String> command = new ArrayList<>(Namespace.java(List.of("-Xmx1g", "-XX:+UseSerialGC")));
    command.addAll(List.of(PROGRAM, "load"));
    command.addAll(arguments);
    command.addAll(List.of("--quiet", "--json", file.toString()));
    String output = Programs.output(cores.forLoad(command));
    try {
      String json = Files.readString(file);
      if (json.isEmpty()) {
        throw Stop.failed("the load generator said:\n" + output);
      }
      JsonNode result = JsonMapper.shared().readTree(json);
      if (result.required("failed").longValue() > 0) {
        throw Stop.failed("some requests failed:\n" + output);
      }
      return result;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

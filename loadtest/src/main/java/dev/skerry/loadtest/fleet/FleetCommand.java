package dev.skerry.loadtest.fleet;

import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.process.Launched;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what many edges at rest cost a control plane. */
@Command(
    name = "fleet",
    header = "Measure what a control plane takes for many edges that rest.",
    description = {
      "Starts a control plane as a process of its own, and edges in this one, which follow it over"
          + " TLS as any edge does, but have no cache. Leaves them alone, and prints the processor"
          + " time and the memory that the control plane takes."
    })
public final class FleetCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--edges", paramLabel = "N", description = "How many. 100 by default.")
  int edges = 100;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of each of the rounds that are measured. 30 by default.")
  int seconds = 30;

  @Option(
      names = "--settle",
      paramLabel = "N",
      description = "Seconds before, until the code is compiled. 180 by default.")
  int settle = 180;

  @Option(names = "--rounds", paramLabel = "N", description = "How many. 3 by default.")
  int rounds = 3;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skerry-fleet");
    List<FollowingEdge> following = new ArrayList<>();
    try (SmallFleet fleet = new SmallFleet(folder, 0, 1, Duration.ZERO)) {
      String token = fleet.joinToken(edges);
      for (int i = 1; i <= edges; i++) {
        String name = "edge-" + i;
        following.add(new FollowingEdge(fleet.url(), token, name, folder.resolve(name)));
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!following.stream().allMatch(edge -> edge.status().current())) {
        if (System.nanoTime() > deadline) {
          throw Stop.failed("not all edges are current after " + PATIENCE);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      measure(fleet.controlPlane());
    } finally {
      following.forEach(FollowingEdge::close);
      EdgeProcess.delete(folder);
    }
    return 0;
  }

  private void measure(Launched plane) throws IOException {
    LockSupport.parkNanos(Duration.ofSeconds(settle).toNanos());
    var out = spec.commandLine().getOut();
    for (int round = 1; round <= rounds; round++) {
      Duration before = plane.processorTime();
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
      Duration used = plane.processorTime().minus(before);
      out.printf(
          Locale.ROOT,
          "%d edges at rest, %d s: %.2f %% of a core, %d MiB resident%n",
          edges,
          seconds,
          100.0 * used.toNanos() / Duration.ofSeconds(seconds).toNanos(),
          plane.residentBytes() >> 20);
      out.flush();
    }
  }
}

package dev.skerry.loadtest.restart;

import dev.skerry.loadtest.origin.SizedOrigin;
import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills an edge's disk, kills the edge, starts it again, and asks for what it had. */
@Command(
    name = "restart",
    header = "Measure how soon a killed edge serves its disk again.",
    description = {
      "Starts an origin and an edge with a disk, asks for every object twice so that all are on the"
          + " disk, kills the edge with SIGKILL, starts it again, and tells when it was ready, when"
          + " it had answered the first object, and how many of a random sample came from the disk."
    })
public final class RestartCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SAMPLE = 20_000;

  /** Objects that are asked for before they are asked for again. */
  private static final int ROW = 256;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--objects", paramLabel = "N", description = "How many. 1000000 by default.")
  int objects = 1_000_000;

  @Option(names = "--size", paramLabel = "BYTES", description = "Of each. 1024 by default.")
  int size = 1024;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Where its disk is made, and deleted at the end. A temporary folder by default.")
  @Nullable Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work =
        folder == null
            ? Files.createTempDirectory("skerry-restart")
            : Files.createDirectories(folder);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (SizedOrigin origin = new SizedOrigin(any, 1, 1 << 20);
        EdgeProcess edge = new EdgeProcess(work, document(work, origin.address()))) {
      measure(origin, edge);
    } finally {
      if (folder == null) {
        EdgeProcess.delete(work);
      }
    }
    return 0;
  }

  private String document(Path work, InetSocketAddress origin) {
    return """
    access-log: {format: none}
    cache: {memory: 256MiB, disk: {path: "%s", size: %d}}
    sites:
      - hosts: "*"
        origin: http://%s:%d
    """
        .formatted(
            work.resolve("disk"), disk(), origin.getAddress().getHostAddress(), origin.getPort());
  }

  private long disk() {
    return Math.max(256L << 20, 2L * objects * (size + 1024));
  }

  private void measure(SizedOrigin origin, EdgeProcess edge)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    edge.start();
    long begun = System.nanoTime();
    askTwice(edge);
    long deadline = begun + PATIENCE.toNanos();
    while (edge.gauge("skerry_disk_responses") < objects) {
      if (System.nanoTime() > deadline) {
        throw Stop.failed(
            "only " + edge.gauge("skerry_disk_responses") + " objects are on the disk");
      }
      askTwice(edge);
    }
    out.printf("filled %,d objects of %,d bytes in %.1f s%n", objects, size, seconds(begun));
    edge.kill();

    long asked = origin.requests();
    long started = System.nanoTime();
    edge.start();
    double ready = seconds(started);
    Asker.all(edge.http(), 1, i -> path(objects / 2));
    double first = seconds(started);
    double index = edge.gauge("skerry_disk_responses");
    Random random = new Random(1);
    Asker.all(edge.http(), SAMPLE, i -> path(random.nextInt(objects)));
    double sampled = seconds(started);
    out.printf("ready %.2f s after the start, first object at %.2f s%n", ready, first);
    out.printf("%,.0f objects in the index; %s%n", index, edge.said("disk cache"));
    out.printf(
        "%,d random objects by %.2f s; of these the origin was asked for %,d%n",
        SAMPLE, sampled, origin.requests() - asked);
    out.flush();
  }

  /** Twice in a row, so that the second one finds it in memory; what the disk has stays there. */
  private void askTwice(EdgeProcess edge) throws IOException {
    Asker.all(edge.http(), 2 * objects, i -> path(i / (2 * ROW) * ROW + i % ROW));
  }

  private String path(int i) {
    return "/" + size + "/object-" + i;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}

package dev.skerry.loadtest.fleet;

import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long a write of an item takes until every edge of a fleet serves what it made new. */
@Command(
    name = "changes",
    header = "Measure how soon a change at the origin has reached every edge of a fleet.",
    description = {
      "Starts a control plane with the origin's API, and edges, as processes of their own; a site"
          + " is purged by a table, another has a bucket as its origin. Has all edges store a page,"
          + " changes its item or object, and asks every edge again and again until it serves the"
          + " new page. Prints how long that took from the write's answer to the last edge, and how"
          + " long the write itself took."
    })
public final class ChangesCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGES = 100;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--edges", paramLabel = "N", description = "How many. 3 by default.")
  int edges = 3;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "What is changed: tables, objects, or handler: a table of whose items a handler at the"
              + " edges makes the pages. Default: ${DEFAULT-VALUE}",
      defaultValue = "tables")
  String source = "tables";

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "That are measured, one after the other. 500 by default.")
  int changes = 500;

  @Option(names = "--pause", paramLabel = "MS", description = "Between two changes. 10 by default.")
  int pause = 10;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      description = "Of everything between edges and control plane, each way. 0 by default.")
  int delay;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skerry-changes");
    try (PageOrigin origin = new PageOrigin(PAGES);
        SmallFleet fleet = new SmallFleet(folder, edges, origin.port(), Duration.ofMillis(delay))) {
      measure(fleet, changed(fleet, origin));
    } finally {
      EdgeProcess.delete(folder);
    }
    return 0;
  }

  private Changed changed(SmallFleet fleet, PageOrigin origin) throws IOException {
    return switch (source) {
      case "tables" -> Changed.Items.of(fleet, origin, "pages");
      case "handler" -> Changed.Items.of(fleet, origin, SmallFleet.HANDLER_SITE);
      case "objects" -> Changed.Objects.of(fleet, PAGES);
      default -> throw Stop.usage("expected --source tables, objects or handler, got " + source);
    };
  }

  private void measure(SmallFleet fleet, Changed changed) throws IOException, InterruptedException {
    Histogram writes = new Histogram(3);
    Histogram gone = new Histogram(3);
    List<Connection> viewers = new ArrayList<>();
    try (Connection api = Connection.to(fleet.api(), "")) {
      changed.make(api::ask);
      for (int port : fleet.ports()) {
        viewers.add(Connection.to(port, changed.site()));
      }
      Random random = new Random(1);
      for (int i = -changes / 4; i < changes; i++) { // the first ones until the code is compiled
        int page = random.nextInt(PAGES);
        for (Connection viewer : viewers) {
          String _ = viewer.get(page);
          String _ = viewer.get(page);
        }
        LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
        String value = Integer.toString(i + changes);
        byte[] request = changed.change(page, i + changes);
        long sent = System.nanoTime();
        String _ = api.ask(request);
        long done = System.nanoTime();
        awaitNew(viewers, page, value);
        if (i >= 0) {
          writes.recordValue((done - sent) / 1_000);
          gone.recordValue((System.nanoTime() - done) / 1_000);
        }
      }
      print(writes, gone, fleet);
    } finally {
      for (Connection viewer : viewers) {
        viewer.close();
      }
    }
  }

  private static void awaitNew(List<Connection> viewers, int page, String value)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Connection viewer : viewers) {
      while (!viewer.get(page).equals(value)) {
        if (System.nanoTime() > deadline) {
          throw Stop.failed("an edge serves the old page for longer than " + PATIENCE);
        }
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private void print(Histogram writes, Histogram gone, SmallFleet fleet)
      throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%d edges, delay %d ms each way%n", edges, delay);
    line("the write itself", writes);
    line("then to the last edge", gone);
    out.printf("the control plane says: %s%n", fleet.changes(source.equals("handler") ? "tables" : source));
    out.flush();
  }

  private void line(String what, Histogram micros) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%-22s %,d changes: p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f%n",
            what,
            micros.getTotalCount(),
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(90) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            micros.getMaxValue() / 1e3);
  }
}

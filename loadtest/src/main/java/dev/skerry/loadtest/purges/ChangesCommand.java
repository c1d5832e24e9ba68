package dev.skerry.loadtest.purges;

import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
      description = "What is changed: tables or objects. Default: ${DEFAULT-VALUE}",
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
      case "tables" -> Changed.Items.of(fleet, origin);
      case "objects" -> Changed.Objects.of(fleet, PAGES);
      default -> throw Stop.usage("expected --source tables or objects, got " + source);
    };
  }

  private void measure(SmallFleet fleet, Changed changed) throws IOException, InterruptedException {
    Histogram writes = new Histogram(3);
    Histogram gone = new Histogram(3);
    List<Connection> viewers = new ArrayList<>();
    try (Connection api = new Connection(fleet.api(), "")) {
      changed.make(api::ask);
      for (int port : fleet.ports()) {
        viewers.add(new Connection(port, changed.site()));
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
    out.printf("the control plane says: %s%n", fleet.changes(source));
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

  /** A connection that is kept, and asked one thing at a time. */
  private static final class Connection implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final String site;

    Connection(int port, String site) throws IOException {
      this.site = site;
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** The content of a page. */
    String get(int page) throws IOException {
      String request = "GET /" + page + " HTTP/1.1\r\nhost: " + site + "\r\n\r\n";
      return ask(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The content of the answer to a request. */
    String ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      String status = line();
      int length = -1;
      for (String field = line(); !field.isEmpty(); field = line()) {
        if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(field.substring(15).strip());
        }
      }
      if (length < 0 || !status.contains(" 200")) {
        throw Stop.failed("expected 200 with a length, got " + status);
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new IOException("the connection was closed");
        }
        if (octet != '\r') {
          line.append((char) octet);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

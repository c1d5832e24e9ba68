package dev.skerry.loadtest.fleet;

import dev.skerry.loadtest.memory.FetchConnection;
import dev.skerry.loadtest.memory.Fetcher;
import dev.skerry.loadtest.memory.PathOrigin;
import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Prints how long purges take until all edges of a fleet have acknowledged them, while they serve.
 */
@Command(
    name = "purges",
    header = "Measure how soon a purge is in force on every edge of a fleet.",
    description = {
      "Starts a control plane and edges as processes of their own, fills the edges, asks them for"
          + " random objects all the time, and purges by tag: one of all objects, and one of a"
          + " single object, in turns. Prints how long it took from the order to the answer that"
          + " names all edges. Origin, viewers and processes share all processors. With a delay, a"
          + " purge is in force on an edge that much before the control plane hears of it."
    })
public final class PurgesCommand implements Callable<Integer> {
  private static final int OBJECT_BYTES = 200;
  private static final int AT_ONCE = 8;

  /** Between two purges, so that there are fewer a second than a control plane takes of one. */
  private static final int BETWEEN_MILLIS = 10;

  /** After so many an edge closes a viewer's connection. */
  private static final int ON_ONE_CONNECTION = 50_000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--edges", paramLabel = "N", description = "How many. 3 by default.")
  int edges = 3;

  @Option(
      names = "--objects",
      paramLabel = "N",
      description = "That all carry the purged tag, on each edge. 100000 by default.")
  int objects = 100_000;

  @Option(names = "--purges", paramLabel = "N", description = "Of each kind. 600 by default.")
  int purges = 600;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Purges before, so that what is measured runs compiled. 4000 by default.")
  int warmUp = 4_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second to each edge meanwhile, about. 1000 by default.")
  int rate = 1_000;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      description = "Of everything between edges and control plane, each way. 0 by default.")
  int delay;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skerry-purges");
    try (PathOrigin origin = PathOrigin.startWithTags();
        SmallFleet fleet = new SmallFleet(folder, edges, origin.port(), Duration.ofMillis(delay))) {
      measure(fleet);
    } finally {
      EdgeProcess.delete(folder);
    }
    return 0;
  }

  private static String path(long object) {
    return "/object/" + object + "/" + OBJECT_BYTES;
  }

  private void measure(SmallFleet fleet) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    for (int port : fleet.ports()) {
      var _ = new Fetcher(port).fetch(objects, PurgesCommand::path);
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong served = new AtomicLong();
    List<CompletableFuture<Void>> viewers = new ArrayList<>();
    for (int port : fleet.ports()) {
      viewers.add(
          CompletableFuture.runAsync(
              () -> view(port, done, served), task -> Thread.ofPlatform().daemon().start(task)));
    }
    for (int i = 0; i < warmUp; i++) {
      var _ = timed(fleet, path(i % objects)); // until the code is compiled
    }
    Spans ofAll = new Spans();
    Spans ofOne = new Spans();
    long began = System.nanoTime();
    long before = served.get();
    for (int i = 0; i < purges; i++) {
      ofAll.add(timed(fleet, "all"));
      ofOne.add(timed(fleet, path(i)));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    done.set(true);
    viewers.forEach(CompletableFuture::join); // throws what one of them ended with
    out.printf(
        Locale.ROOT,
        "%d edges with %,d objects each, %,.0f requests/s, delay %d ms each way%n",
        edges,
        objects,
        (served.get() - before) / seconds,
        delay);
    print(out, "tag of all objects", ofAll);
    print(out, "tag of one object", ofOne);
    out.flush();
  }

  /**
   * How long a purge took, in microseconds.
   *
   * @param whole from the order to its answer
   * @param there from when the order was there until it was answered
   * @param first until the first edge had acknowledged it
   * @param last until the last had
   */
  private record Span(long whole, long there, long first, long last) {}

  /** How long purges took, in microseconds. */
  private record Spans(Histogram whole, Histogram there, Histogram first, Histogram last) {
    Spans() {
      this(new Histogram(3), new Histogram(3), new Histogram(3), new Histogram(3));
    }

    void add(Span span) {
      whole.recordValue(span.whole());
      there.recordValue(span.there());
      first.recordValue(span.first());
      last.recordValue(span.last());
    }
  }

  /** Purges, and waits until all edges have acknowledged. */
  private Span timed(SmallFleet fleet, String tag) throws IOException, InterruptedException {
    Thread.sleep(BETWEEN_MILLIS);
    long sent = System.nanoTime();
    JsonNode answer = fleet.purge(tag);
    long micros = (System.nanoTime() - sent) / 1_000;
    if (answer.get("applied").size() != edges || !answer.get("missing").isEmpty()) {
      throw Stop.failed("not all edges have applied it: " + answer);
    }
    LongSummaryStatistics acknowledged =
        StreamSupport.stream(answer.get("applied").spliterator(), false)
            .mapToLong(edge -> micros(edge.get("ms")))
            .summaryStatistics();
    return new Span(
        micros, micros(answer.get("took_ms")), acknowledged.getMin(), acknowledged.getMax());
  }

  private static long micros(JsonNode millis) {
    return Math.round(millis.asDouble() * 1_000);
  }

  /** Asks for random objects until it is done. */
  private void view(int port, AtomicBoolean done, AtomicLong served) {
    SplittableRandom random = new SplittableRandom(port);
    try {
      while (!done.get()) {
        try (FetchConnection edge = new FetchConnection(port)) {
          ask(edge, _ -> path(random.nextInt(objects)), done, served);
        }
      }
    } catch (IOException e) {
      throw Stop.failed("a viewer failed: " + e);
    }
  }

  /** Asks on one connection, about so many a second, some at once. */
  private void ask(
      FetchConnection edge, LongFunction<String> paths, AtomicBoolean done, AtomicLong served)
      throws IOException {
    long pause = 1_000_000_000L * AT_ONCE / rate;
    long due = System.nanoTime();
    for (int asked = 0; asked < ON_ONE_CONNECTION && !done.get(); asked += AT_ONCE) {
      LockSupport.parkNanos(due - System.nanoTime());
      var _ = edge.fetch(0, AT_ONCE, paths);
      served.addAndGet(AT_ONCE);
      due += pause;
    }
  }

  private void print(PrintWriter out, String what, Spans spans) {
    out.printf(Locale.ROOT, "%s, %,d purges%n", what, spans.whole().getTotalCount());
    print(out, "order to answer", spans.whole());
    print(out, "in the control plane", spans.there());
    print(out, "the first edge has it", spans.first());
    print(out, "the last edge has it", spans.last());
    if (delay > 0) {
      print(out, "in force, not yet told", spans.last(), delay);
    }
  }

  private static void print(PrintWriter out, String what, Histogram micros) {
    print(out, what, micros, 0);
  }

  private static void print(PrintWriter out, String what, Histogram micros, int lessMillis) {
    out.printf(
        Locale.ROOT,
        "  %-22s p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f%n",
        what,
        micros.getValueAtPercentile(50) / 1e3 - lessMillis,
        micros.getValueAtPercentile(90) / 1e3 - lessMillis,
        micros.getValueAtPercentile(99) / 1e3 - lessMillis,
        micros.getMaxValue() / 1e3 - lessMillis);
  }
}

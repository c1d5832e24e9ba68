package dev.skerry.loadtest.tables;

import dev.skerry.loadtest.calls.Connections;
import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.calls.PeerServer;
import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.RoundsOptions;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls table APIs with the same requests and compares what that costs. */
@Command(
    name = "tables",
    header = "Measure the table API beside DynamoDB's emulators.",
    description = {
      "Starts each server, loads a table, and calls it on some connections, each with one request"
          + " after another: prints calls per second, CPU seconds of the server per 10,000 calls,"
          + " and how long calls took, as medians of the rounds. Skerry syncs every write to the"
          + " disk; the others keep items in memory. Client and servers share all processors.",
      "loadtest/table-peers/install.sh brings the emulators (needs npm and Maven)."
    })
public final class TablesCommand implements Callable<Integer> {
  /** Requests that are made ahead; they are sent again from the first on. */
  private static final int PREPARED = 20_000;

  /**
   * Writes of the load that are made ahead: few, so that the collector of the client, which would
   * copy them, does not stop the client for longer than the server takes.
   */
  private static final int LOADED = 1_000;

  /** Connections that load the table: all servers take that many. */
  private static final int LOADERS = 32;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--servers",
      split = ",",
      paramLabel = "SERVER",
      description = "Of skerry, dynamodb-local, dynalite. Default: ${DEFAULT-VALUE}",
      defaultValue = "skerry,dynamodb-local,dynalite")
  List<String> servers = List.of();

  @Option(
      names = "--operations",
      split = ",",
      paramLabel = "OPERATION",
      description = "Of put, get, update, query, scan, transact. Default: ${DEFAULT-VALUE}",
      defaultValue = "put,get,update,query")
  List<String> operations = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Default: ${DEFAULT-VALUE}",
      defaultValue = "32")
  int connections;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Items in the table. Default: ${DEFAULT-VALUE}",
      defaultValue = "20000")
  int items;

  @Mixin RoundsOptions length = new RoundsOptions();

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description = "How long each is called before it is measured. Default: ${DEFAULT-VALUE}",
      defaultValue = "15")
  int warmUp;

  @Option(
      names = "--sweep",
      paramLabel = "N",
      description = "Scan the whole table as well, in that many segments at once.")
  int segments;

  /** What one round saw. */
  private record Shot(double perSecond, double cpu, double p50, double p99, double most) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Operation> chosen = operations.stream().map(Operation::named).toList();
    if (connections < 1 || warmUp < 1 || items < Operation.SIBLINGS) {
      throw Stop.usage("--connections and --warm-up are at least 1, --items " + Operation.SIBLINGS);
    }
    length.check();
    Path work = Files.createTempDirectory("skerry-tables");
    PrintWriter progress = spec.commandLine().getErr();
    Map<String, Map<Operation, List<Shot>>> shots = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    try {
      for (String name : servers) {
        progress.println("starting " + name);
        progress.flush();
        try (PeerServer server = PeerServer.start("table-peers", name, work.resolve(name))) {
          shots.put(name, measure(server, chosen, progress));
          memory.put(name, server.session().residentMegabytes());
        }
      }
    } finally {
      EdgeProcess.delete(work);
    }
    print(chosen, shots, memory);
    return 0;
  }

  private Map<Operation, List<Shot>> measure(
      PeerServer server, List<Operation> chosen, PrintWriter progress)
      throws IOException, InterruptedException {
    String host = "127.0.0.1:" + server.address().getPort();
    Signer signer = new Signer(host, server.key(), Instant.now());
    load(server, signer, progress);
    if (segments > 0) {
      sweep(server, progress);
    }
    Map<Operation, List<Shot>> shots = new LinkedHashMap<>();
    try (Connections calls = new Connections(server.address(), connections)) {
      for (Operation operation : chosen) {
        if (!operation.isServedBy(server.name())) {
          progress.printf("  %s has no %s%n", server.name(), operation.target());
          continue;
        }
        List<Request> requests = prepared(signer, operation);
        calls.run(requests, TimeUnit.SECONDS.toNanos(warmUp));
        for (int round = 1; round <= length.rounds(); round++) {
          Shot shot = shot(server, calls, requests);
          shots.computeIfAbsent(operation, any -> new ArrayList<>()).add(shot);
          progress.printf(
              "  %d %s %s: %,.0f/s, %.2f CPU s%n",
              round, operation.label(), server.name(), shot.perSecond, shot.cpu);
          progress.flush();
        }
      }
    }
    return shots;
  }

  private Shot shot(PeerServer server, Connections calls, List<Request> requests)
      throws IOException, InterruptedException {
    double before = server.session().cpuSeconds();
    Connections.Run run = calls.run(requests, TimeUnit.SECONDS.toNanos(length.seconds()));
    double used = server.session().cpuSeconds() - before;
    return new Shot(
        run.answers() / run.seconds(),
        used / run.answers() * 10_000,
        run.milliseconds(50),
        run.milliseconds(99),
        run.milliseconds(100));
  }

  private void load(PeerServer server, Signer signer, PrintWriter progress)
      throws InterruptedException, IOException {
    try (Connections calls = new Connections(server.address(), 1)) {
      calls.run(List.of(Request.of(signer.request("CreateTable", table()))), 0);
    }
    TableWait.untilActive(server.address(), signer);
    Random random = new Random(1);
    double seconds = 0;
    double first = 0;
    double most = 0;
    try (Connections calls = new Connections(server.address(), LOADERS)) {
      for (long from = 0; from < items; from += LOADED) {
        List<Request> puts =
            LongStream.range(from, Math.min(items, from + LOADED))
                .mapToObj(key -> signer.request("PutItem", Operation.PUT.body(key, random)))
                .map(Request::of)
                .toList();
        Connections.Run run = calls.run(puts, 0);
        seconds += run.seconds();
        if (from < PREPARED) {
          first = Math.max(first, run.milliseconds(100));
        } else {
          most = Math.max(most, run.milliseconds(100));
        }
      }
    }
    progress.printf(
        "  loaded %,d items: %,.0f/s, most %.2f ms, after the first %,d %.2f%n",
        items, items / seconds, Math.max(first, most), Math.min(items, PREPARED), most);
    progress.flush();
  }

  private void sweep(PeerServer server, PrintWriter progress)
      throws IOException, InterruptedException {
    List<Sweep> sweeps = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      sweeps.add(new Sweep(server, segment, segments));
    }
    long began = System.nanoTime();
    Histogram pages = new Histogram(3);
    double first = 0;
    long found = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(segments)) {
      for (Future<Sweep> sweep : threads.invokeAll(sweeps)) {
        pages.add(sweep.get().pages());
        first = Math.max(first, sweep.get().firstMicros() / 1e3);
        found += sweep.get().items();
      }
    } catch (ExecutionException e) {
      throw Stop.failed(String.valueOf(e.getCause()));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    progress.printf(
        "  scanned %,d items in %d segments: %,.0f/s, first page %.2f ms, then p50 %.2f, p99 %.2f,"
            + " most %.2f%n",
        found,
        segments,
        found / seconds,
        first,
        pages.getValueAtPercentile(50) / 1e3,
        pages.getValueAtPercentile(99) / 1e3,
        pages.getMaxValue() / 1e3);
    progress.flush();
  }

  private List<Request> prepared(Signer signer, Operation operation) {
    Random random = new Random(2);
    return random
        .longs(PREPARED, 0, items - 1L)
        .mapToObj(key -> signer.request(operation.target(), operation.body(key, random)))
        .map(Request::of)
        .toList();
  }

  /** What makes the table. */
  static String table() {
    return """
    {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",\
    "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
    {"AttributeName":"sk","AttributeType":"N"}],\
    "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]}\
    """
        .formatted(Operation.TABLE);
  }

  private void print(
      List<Operation> chosen,
      Map<String, Map<Operation, List<Shot>>> shots,
      Map<String, Double> memory) {
    PrintWriter out = spec.commandLine().getOut();
    for (Operation operation : chosen) {
      out.printf("%s: %s%n", operation.target(), operation.what());
      out.printf(
          "  %-16s %10s %20s %10s %10s %10s%n",
          "", "calls/s", "CPU s per 10,000", "p50 ms", "p99 ms", "most ms");
      shots.forEach(
          (name, all) -> {
            List<Shot> seen = all.getOrDefault(operation, List.of());
            out.printf(
                "  %-16s %,10.0f %20.2f %10.2f %10.2f %10.2f%n",
                name,
                median(seen.stream().map(Shot::perSecond).toList()),
                median(seen.stream().map(Shot::cpu).toList()),
                median(seen.stream().map(Shot::p50).toList()),
                median(seen.stream().map(Shot::p99).toList()),
                seen.stream().mapToDouble(Shot::most).max().orElse(Double.NaN));
          });
    }
    memory.forEach((name, megabytes) -> out.printf("%s: %,.0f MB resident%n", name, megabytes));
    out.flush();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}

package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Home;
import dev.skerry.loadtest.terminal.RoundsOptions;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skerry bench peers}: measures Skerry beside the other servers of this machine. */
@Command(
    name = "peers",
    header = "Measure Skerry beside nginx, HAProxy, Traffic Server and Varnish.",
    description = {
      "Starts an origin (nginx) and in front of it each server that is installed, measures them in",
      "turns and prints CPU seconds per 100,000 requests, with the ratio to nginx and to the best",
      "peer, requests per second, latency and resident memory (medians; CPU with min and max).",
      "Servers have the first core (one worker, one event loop), load and origin the last one, and",
      "as root a network namespace of their own. Rates on so few cores measure the load generator",
      "too: compare CPU seconds, and only within one run. Progress goes to stderr."
    },
    footer = {
      "Cases:",
      "  1k 10k 100k 1m 10m   hits over HTTP/1.1        browser   1k with a browser's 20 fields",
      "  tls-1k tls-100k      hits over TLS 1.3         handshake full TLS 1.3 handshakes",
      "  h2-1k h2c-1k         hits over HTTP/2          range 304 gzip   parts, conditions,"
          + " variants",
      "  pass-1k pass-1m      never stored              crowd     1,000 viewers of a missing"
          + " object",
      "  half                 latency on a schedule, at half of nginx's saturation rate",
      "",
      "Needs nginx, openssl, taskset and setsid, wrk for HTTP/1.1, h2load for HTTP/2; Debian:",
      "loadtest/install-peers.sh --all.",
      "",
      "Exit codes: 0; 1 if --at-most was exceeded; 64 wrong command line; 69 something is missing;",
      "70 a server did not do what it should.",
      "",
      "Examples:",
      "  skerry bench peers --cases 1k,10k --servers nginx,skerry",
      "  skerry bench peers --cases 1k,tls-1k --rounds 5 --at-most 1k=0.8 --at-most tls-1k=0.9",
      "  skerry bench peers --cases all --out result.json"
    })
public final class PeersCommand implements Callable<Integer> {
  @Option(
      names = "--cases",
      split = ",",
      paramLabel = "CASE",
      description = "What is measured, or all. Default: ${DEFAULT-VALUE}",
      defaultValue = "1k,10k,100k,1m,tls-1k,tls-100k,h2-1k,h2c-1k,handshake,pass-1k")
  List<String> cases = List.of();

  @Option(
      names = {"--servers", "--peers"},
      split = ",",
      paramLabel = "SERVER",
      description = {
        "Who is measured, of those that are installed: nginx, nginx-read (no sendfile),",
        "haproxy, trafficserver, varnish, skerry, skerry-log (with its access log),",
        "skerry-2loops, skerry-uring; in the cases of handlers workerd, skerry-handlers and",
        "skerry-compiled (its handlers in JavaScript compiled).",
        "Default: ${DEFAULT-VALUE}"
      },
      defaultValue =
          "nginx,nginx-read,haproxy,trafficserver,varnish,skerry,workerd,skerry-handlers")
  List<String> servers = List.of();

  @Mixin RoundsOptions length = new RoundsOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections that stay open. Default: ${DEFAULT-VALUE}",
      defaultValue = "64")
  int connections;

  @Option(
      names = "--at-most",
      split = ",",
      paramLabel = "[CASE=]RATIO",
      description = "Exit with 1 if skerry's CPU is more than so many times nginx's.")
  List<String> atMost = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The result file. Default: loadtest/results/peers-TIME.json")
  @Nullable Path out;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Case> chosen = Cases.named(cases);
    List<Peer> peers = Peers.taskedWith(chosen, Peers.named(servers));
    Bounds bounds = Bounds.parse(atMost);
    if (connections < 1) {
      throw Stop.usage("--connections is at least 1");
    }
    length.check();
    Path home = Home.folder();
    List<Peer> installed = peers.stream().filter(peer -> installed(peer, home)).toList();
    refuseWhatCannotBe(installed, chosen);
    // Whatever is not built is built before anything is measured, and outside the namespace.
    for (List<String> version :
        installed.stream().filter(Peer::ours).map(Peer::version).distinct().toList()) {
      Programs.output(Template.fill(version, Map.of("home", home.toString())));
    }
    Optional<Integer> inside =
        Namespace.rerun(
            "dev.skerry.loadtest.Loadtest",
            spec.commandLine().getParent().getParent().getParseResult().originalArgs());
    if (inside.isPresent()) {
      return inside.get();
    }
    PrintWriter progress = spec.commandLine().getErr();
    peers.stream()
        .filter(peer -> !installed.contains(peer))
        .forEach(peer -> progress.println("not installed: " + peer.name()));
    return measure(home, chosen, installed, bounds);
  }

  private int measure(Path home, List<Case> chosen, List<Peer> installed, Bounds bounds)
      throws IOException, InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    PrintWriter table = spec.commandLine().getOut();
    Cores cores = new Cores();
    Map<String, Object> facts = new LinkedHashMap<>();
    Results results;
    Path work = workFolder();
    Thread cleaning = new Thread(() -> delete(work), "delete the work folder");
    try (Fleet fleet = new Fleet(home, work, cores)) {
      Thread stopping = new Thread(fleet::close, "stop all servers");
      Runtime.getRuntime().addShutdownHook(stopping);
      facts.put("what", "servers beside each other");
      facts.put("date", Instant.now().toString());
      facts.put("commit", Machine.commit(home));
      facts.put("machine", Machine.facts());
      facts.put("versions", versions(fleet, installed));
      facts.put(
          "load",
          Map.of(
              "connections", connections,
              "rounds", length.rounds(),
              "seconds", length.seconds()));
      for (Peer peer : installed) {
        progress.println("starting " + peer.name());
        progress.flush();
        fleet.start(peer);
      }
      Measurement measurement =
          new Measurement(
              fleet,
              new Generators(cores, home.resolve("loadtest/peers"), work, connections),
              new OwnLoad(cores, work, connections),
              length.seconds());
      results = new Rounds(chosen, installed, measurement, progress).measure(length.rounds());
      Runtime.getRuntime().removeShutdownHook(stopping);
    } finally {
      cleaning.start();
      cleaning.join();
    }
    if (results.cases().size() != 1) {
      // Of one case, the last that was told of the progress is the whole table.
      table.print(Table.of(results));
    }
    Path file = out == null ? defaultOut(home) : out;
    ResultFile.write(file, facts, results);
    table.println("written to " + file);
    List<String> exceeded = bounds.exceeded(results);
    exceeded.forEach(table::println);
    table.flush();
    return exceeded.isEmpty() ? ExitCodes.OK : ExitCodes.EXCEEDED;
  }

  private static void refuseWhatCannotBe(List<Peer> installed, List<Case> chosen) {
    for (String tool : List.of("nginx", "openssl", "taskset", "setsid")) {
      if (!Programs.installed(tool)) {
        throw Stop.missing(tool + " is not installed; see loadtest/install-peers.sh");
      }
    }
    if (!new Cores().enough()) {
      throw Stop.missing("needs two cores: one for the servers, one for the load");
    }
    for (Case each : chosen) {
      if (!Generators.installed(each.load().wire())) {
        throw Stop.missing(
            "%s needs %s; see loadtest/install-peers.sh"
                .formatted(each.name(), each.load().wire().http2() ? "h2load" : "wrk"));
      }
    }
    if (installed.isEmpty()) {
      throw Stop.missing("none of these servers is installed");
    }
  }

  private static boolean installed(Peer peer, Path home) {
    return peer.ours()
        ? Files.isExecutable(home.resolve("skerry"))
        : peer.program().contains("/")
            ? Files.isExecutable(home.resolve(peer.program()))
            : Programs.installed(peer.program());
  }

  private static Map<String, String> versions(Fleet fleet, List<Peer> installed) {
    Map<String, String> versions = new LinkedHashMap<>();
    installed.forEach(peer -> versions.put(peer.name(), fleet.version(peer)));
    versions.put("wrk", Programs.firstLine(List.of("wrk", "-v")));
    versions.put("h2load", Programs.firstLine(List.of("h2load", "--version")));
    versions.put("jdk", System.getProperty("java.vm.version"));
    return versions;
  }

  private static Path defaultOut(Path home) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    return home.resolve("loadtest/results/peers-" + time + ".json");
  }

  /** In memory where there is such a file system: no disk is measured. */
  private static Path workFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "skerry-bench.")
        : Files.createTempDirectory("skerry-bench.");
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // it was in memory, and somebody else's
    }
  }
}

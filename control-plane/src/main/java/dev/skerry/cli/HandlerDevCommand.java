package dev.skerry.cli;

import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.EdgeSettings;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.observe.ReloadMeter;
import dev.skerry.handler.Hook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry handler dev}: an edge with an author's handlers, which follows their files. */
@Command(
    name = "dev",
    header = "Run an edge with handlers that are being written; a saved file is in force at once.",
    description = {
      "Of a configuration it has the handlers, with their limits, hooks and paths, for every host.",
      "What does not compile is told with its line and column, and while it does not the browser",
      "gets a page that says so; one that says where a handler threw comes as the answer.",
      "Each request is a line on stdout; what handlers write is in the log, on stderr."
    },
    footer = {
      "Examples:",
      "  skerry handler dev pages.js                  before an origin that echoes requests",
      "  skerry handler dev pages                     the handlers of pages/skerry.yaml",
      "  skerry handler dev pages.js --to http://127.0.0.1:3000 --port 8081",
      "  skerry handler dev headers.js --hook viewer-response"
    })
final class HandlerDevCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final String HOST = "127.0.0.1";

  @Parameters(
      paramLabel = "PATH",
      description = "A handler, a configuration, or a folder with a skerry.yaml.")
  Path path = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "URL",
      converter = OriginUrl.class,
      description =
          "The origin, as http://127.0.0.1:3000 (or :3000 for that). Default: a built-in one that"
              + " answers with the request it got")
  @Nullable String to;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to answer on 127.0.0.1; 0 takes any free port. Default: 8080")
  int port = 8_080;

  @Option(
      names = "--hook",
      paramLabel = "HOOK",
      converter = HookName.class,
      description = "Where a handler alone is called. Default: viewer-request")
  Hook hook = Hook.VIEWER_REQUEST;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    PortCheck.requireFree("--port", new ListenAddress(HOST, port));
    try (LocalServer echo =
        to == null ? LocalServer.open(new ListenAddress(HOST, 0), new EchoOrigin()) : null) {
      String origin = echo == null ? String.valueOf(to) : echo.url().toString();
      Path file = Files.isDirectory(path) ? path.resolve(HandlerSources.USUAL_CONFIG) : path;
      serve(new TriedHandlers(file, hook, origin), file, out);
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot start: " + Failure.of(e).getMessage());
    }
    return ExitCodes.OK;
  }

  private void serve(TriedHandlers tried, Path file, PrintWriter out)
      throws IOException, InterruptedException {
    StopSignals stop = new StopSignals();
    try (FileWatch watch = new FileWatch(tried::files)) {
      Configuration configuration = new Configuration(tried, CLOCK);
      Snapshot first = configuration.snapshot();
      TriedEdge edge = new TriedEdge(tried, file);
      Path data = Files.createTempDirectory("skerry-dev");
      try (EdgeNode node =
          EdgeNode.start(
              new EdgeSettings(
                  listener(first.listener()), data, "skerry", VersionCommand.number(), CLOCK, edge),
              first)) {
        edge.is(node);
        configuration.follow(node::apply, first, new ReloadMeter(node.metrics().gauges()));
        watch.start(FileWatch.LOOK_INTERVAL, () -> edge.reload(configuration));
        var address = node.httpAddress();
        if (address != null) {
          out.printf("skerry ready: %s %s%n", Addresses.url("http", address), tried.name());
          out.flush();
        }
        stop.await();
        var _ = node.drain(DRAIN).join();
      } finally {
        remove(data);
      }
    }
  }

  private ListenerSettings listener(ListenerSettings usual) {
    return new ListenerSettings(
        new HostPort(HOST, port),
        null,
        usual.transport(),
        usual.eventLoops(),
        usual.http2(),
        usual.proxyProtocol(),
        usual.minTls());
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}

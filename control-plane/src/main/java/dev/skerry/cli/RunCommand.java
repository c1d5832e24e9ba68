package dev.skerry.cli;

import dev.skerry.edge.config.ListenerSettings.Transport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skerry run}: starts an edge in this process and runs until it is told to stop. */
@Command(
    name = "run",
    header = "Start an edge: a caching reverse proxy in front of your site.",
    description = {
      "Without --to and --config it serves a small built-in demo site. When it answers, it prints",
      "one line that begins with 'skerry ready:' and says where. The log goes to stderr."
    },
    footer = {
      "Signals:",
      "  SIGTERM, SIGINT   requests in flight finish, then exit code 0; again: stop at once",
      "  SIGHUP            read --config's file again (so does a change of the file),",
      "                    open the access log's file again",
      "",
      "Examples:",
      "  skerry run",
      "  skerry run --to http://127.0.0.1:8000                (or --to :8000)",
      "  skerry run --to https://example.com --listen 0.0.0.0:80 --listen-tls 0.0.0.0:443",
      "  skerry run --config skerry.yaml",
      "  skerry run --api                                     (tables and objects on"
          + " 127.0.0.1:9000)",
      "  skerry run --api --to bucket:www                     (a site that is in a bucket)",
      "  skerry run --api-tls 0.0.0.0:9443                    (for other machines: over TLS)",
      "  skerry run --fleet 0.0.0.0:9191                      (for edges of other machines to"
          + " follow)",
      "  skerry run --listen 127.0.0.1:0 --admin 127.0.0.1:0 --data /tmp/second   (a second one)"
    })
final class RunCommand implements Callable<Integer> {
  @ArgGroup(exclusive = true)
  Site site = new Site();

  /** What is served. */
  static final class Site {
    @Option(
        names = "--to",
        paramLabel = "URL",
        converter = OriginUrl.class,
        description = {
          "The origin that is asked for everything, as http://127.0.0.1:8000;",
          "HOST:PORT and :PORT mean http. Or bucket:NAME, a bucket of this",
          "process's own object store, which takes --api."
        })
    @Nullable String to;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The configuration, YAML or JSON; see docs/configuration.md.")
    @Nullable Path config;
  }

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = {
        "Where to answer over HTTP. Port 0 takes any free one.",
        "Default: 127.0.0.1:8080"
      })
  @Nullable ListenAddress listen;

  @Option(
      names = "--listen-tls",
      paramLabel = "HOST:PORT",
      description =
          "Where to answer over HTTPS, with the configuration's certificates or with one for"
              + " development. Default: nowhere")
  @Nullable ListenAddress listenTls;

  @Mixin AdminPort admin = new AdminPort();

  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin ApiOptions api = new ApiOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Where this instance keeps its data; one folder each.",
        "Default: ./skerry-data"
      })
  Path data = Path.of("skerry-data");

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      converter = TransportName.class,
      description = "How sockets are driven: auto, io-uring, epoll or nio. Default: auto")
  @Nullable Transport transport;

  /** For the launcher, when it has built: answer a few thousand requests of one's own, and end. */
  @Option(names = "--rehearse", hidden = true)
  boolean rehearse;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandLine command = Skerry.required(spec).commandLine();
    admin.check(command);
    api.check(command);
    requireObjects();
    PrintWriter out = command.getOut();
    new Run(this, out).untilStopped();
    return ExitCodes.OK;
  }

  /** A bucket is one of this process, so it takes the object store. */
  private void requireObjects() {
    String to = site.to;
    if (to != null && to.startsWith("bucket:") && !api.isWanted()) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "--to %s: this process has no object store to read the bucket from; add --api"
              .formatted(to));
    }
  }
}

package dev.skerry.cli;

import dev.skerry.edge.config.CacheSettings;
import dev.skerry.edge.config.ListenerSettings.Transport;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skerry edge}: starts an edge that follows a control plane. */
@Command(
    name = "edge",
    header = "Start an edge that follows a control plane.",
    description = {
      "It is told its configuration and every purge by the control plane. With the last good",
      "configuration it starts and serves also while the control plane cannot be reached. When it",
      "answers, it prints one line that begins with 'skerry ready:'. The log goes to stderr."
    },
    footer = {
      "The first start joins the fleet and needs a token; further starts do not. A token other",
      "than the one that was used joins anew. The control plane prints tokens: skerry edges",
      "token.",
      "",
      "Signals:",
      "  SIGTERM, SIGINT   requests in flight finish, then exit code 0; again: stop at once",
      "  SIGHUP            open the access log's file again",
      "",
      "Examples:",
      "  skerry edge --control-plane https://cp.example:9191 --join skerry-join-…",
      "  skerry edge --control-plane https://cp.example:9191 --listen 0.0.0.0:80 \\",
      "      --listen-tls 0.0.0.0:443 --disk /var/cache/skerry:50GiB"
    })
final class EdgeCommand implements Callable<Integer> {
  @Option(
      names = "--control-plane",
      paramLabel = "URL",
      required = true,
      converter = FleetUrl.class,
      description = "Required. The control plane's fleet port, as https://cp.example:9191.")
  URI controlPlane = URI.create("https://localhost");

  @Option(
      names = "--join",
      paramLabel = "TOKEN",
      description = "The token with which this edge joins; needed at the first start.")
  @Nullable String join;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What this edge is called in the fleet. Default: the machine's name")
  @Nullable String name;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = {
        "Where to answer over HTTP. Port 0 takes any free one.",
        "Default: as the configuration says, or 127.0.0.1:8080"
      })
  @Nullable ListenAddress listen;

  @Option(
      names = "--listen-tls",
      paramLabel = "HOST:PORT",
      description = "Where to answer over HTTPS. Default: as the configuration says")
  @Nullable ListenAddress listenTls;

  @Mixin AdminPort admin = new AdminPort();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {"Where this edge keeps its data; one folder each.", "Default: ./skerry-data"})
  Path data = Path.of("skerry-data");

  @Option(
      names = "--disk",
      paramLabel = "DIR:SIZE",
      converter = DiskOption.class,
      description = "The cache's disk on this machine. Default: as the configuration says")
  CacheSettings.@Nullable Disk disk;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      converter = TransportName.class,
      description = "How sockets are driven: auto, io-uring, epoll or nio. Default: auto")
  @Nullable Transport transport;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandLine command = Skerry.required(spec).commandLine();
    admin.check(command);
    PrintWriter out = command.getOut();
    new EdgeRun(this, out).untilStopped();
    return ExitCodes.OK;
  }
}

package dev.skerry.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skerry control-plane}: what edges of other processes follow. */
@Command(
    name = "control-plane",
    header = "Start a control plane without an edge, for edges on any machine to follow.",
    description = {
      "It keeps the configuration, tells it and purges to the edges, and serves no viewers. When"
          + " it",
      "answers, it prints one line that begins with 'skerry ready:'. The log goes to stderr."
    },
    footer = {
      "Signals:",
      "  SIGTERM, SIGINT   calls under way finish, then exit code 0; again: stop at once",
      "  SIGHUP            read --api-certificate's file again",
      "",
      "Examples:",
      "  skerry control-plane --fleet 0.0.0.0:9191",
      "  skerry edges token                          (with which an edge can join)",
      "  skerry edge --control-plane https://HOST:9191 --join TOKEN"
    })
final class ControlPlaneCommand implements Callable<Integer> {
  @Mixin FleetOptions fleet = new FleetOptions();

  @Mixin AdminPort admin = new AdminPort();

  @Mixin ApiOptions api = new ApiOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Where this instance keeps its data; one folder each.",
        "Default: ./skerry-data"
      })
  Path data = Path.of("skerry-data");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandLine command = Skerry.required(spec).commandLine();
    admin.check(command);
    api.check(command);
    new ControlPlaneRun(this, command.getOut()).untilStopped();
    return ExitCodes.OK;
  }

  /** Where edges come. */
  ListenAddress fleetAddress() {
    ListenAddress chosen = fleet.address;
    return chosen == null ? FleetOptions.USUAL : chosen;
  }
}

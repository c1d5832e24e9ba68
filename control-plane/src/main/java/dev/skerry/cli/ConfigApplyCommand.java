package dev.skerry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry config apply}: puts a configuration in force on all edges. */
@Command(
    name = "apply",
    header = "Put a configuration in force on all edges of a running control plane.",
    description = {
      "The files and environment variables that it names are sent with it. The exit code is 1"
          + " where",
      "it is wrong, where another version has become current meanwhile, or where an edge refuses"
          + " it."
    },
    footer = {
      "Examples:",
      "  skerry config apply skerry.yaml --message 'cache images longer'",
      "  skerry config apply skerry.yaml --dry-run",
      "  skerry config apply skerry.yaml --canary edge-1 --watch 300",
      "  skerry config apply skerry.yaml --canary-percent 10"
    })
final class ConfigApplyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "YAML, or JSON if it ends with .json.")
  Path file = Path.of("");

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for the history.")
  @Nullable String message;

  @Option(names = "--dry-run", description = "Only tell what it would change.")
  boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the edges, 0 to 30. Default: 5")
  @Nullable Integer waitSeconds;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "The version that it is to replace. Default: the current one")
  @Nullable Long version;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin CanaryOptions canaries = new CanaryOptions();

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Skerry.required(spec);
    PrintWriter out = command.commandLine().getOut();
    CollectedDocument collected = CollectedDocument.of(file);
    ObjectNode wanted = wanted(collected);
    AdminClient client = admin.client();
    JsonNode answer =
        client.put("/v1/config" + query(), wanted, version == null ? current(client) : version);
    int exitCode = ExitCodes.OK;
    if (json) {
      out.println(answer.toPrettyString());
      exitCode = answer.path("refused").isEmpty() ? ExitCodes.OK : ExitCodes.PROBLEM;
    } else {
      String also = collected.alsoSent();
      if (!also.isEmpty()) {
        out.println("sent with it: " + also);
      }
      if (dryRun) {
        ConfigOutcome.difference(answer.path("difference"), out);
      } else {
        exitCode = ConfigOutcome.print(answer, out);
      }
    }
    out.flush();
    return exitCode;
  }

  private static long current(AdminClient client) {
    JsonNode current = client.find("/v1/config");
    return current == null ? 0 : current.path("version").asLong(0);
  }

  private String query() {
    List<String> parameters = new ArrayList<>();
    if (dryRun) {
      parameters.add("dry_run=true");
    }
    if (waitSeconds != null) {
      parameters.add("wait_ms=" + waitSeconds * 1_000L);
    }
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private ObjectNode wanted(CollectedDocument collected) {
    ObjectNode wanted = JsonMapper.shared().createObjectNode();
    wanted.set("content", collected.json());
    if (message != null) {
      wanted.put("message", message);
    }
    canaries.writeTo(wanted);
    return wanted;
  }
}

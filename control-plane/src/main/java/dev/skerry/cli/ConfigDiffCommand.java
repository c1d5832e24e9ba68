package dev.skerry.cli;

import java.io.PrintWriter;
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

/** {@code skerry config diff}: what one version has that another has not. */
@Command(
    name = "diff",
    header = "Tell what one version of the configuration has that another has not.",
    description = {
      "Secrets are not shown. To compare a file with the version that is current:",
      "skerry config apply FILE --dry-run"
    },
    footer = {
      "Examples:",
      "  skerry config diff          (the current version and the one before)",
      "  skerry config diff 3        (version 3 and the current one)",
      "  skerry config diff 3 5"
    })
final class ConfigDiffCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FROM",
      description = "A version. Default: the one before the other")
  @Nullable Long from;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TO",
      description = "A version. Default: the current one")
  @Nullable Long to;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    List<String> parameters = new ArrayList<>();
    if (from != null) {
      parameters.add("from=" + from);
    }
    if (to != null) {
      parameters.add("to=" + to);
    }
    JsonNode difference =
        admin
            .client()
            .get(
                "/v1/config/diff"
                    + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)));
    if (json) {
      out.println(difference.toPrettyString());
    } else {
      ConfigOutcome.difference(difference, out);
    }
    out.flush();
    return ExitCodes.OK;
  }
}

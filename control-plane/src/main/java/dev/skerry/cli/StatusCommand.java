package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry status}: tells how a running edge is. */
@Command(name = "status", header = "Tell how a running edge is.")
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode status = admin.client().get("/v1/status");
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    if (json) {
      out.println(status.toPrettyString());
    } else {
      Outline.print(status, out);
    }
    out.flush();
    return ExitCodes.OK;
  }
}

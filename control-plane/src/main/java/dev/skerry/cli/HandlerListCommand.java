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

/** {@code skerry handler list}: the handlers that the edges are to have. */
@Command(
    name = "list",
    header = "List the handlers of the configuration that the edges are to have.",
    footer = {"Examples:", "  skerry handler list", "  skerry handler list --json"})
final class HandlerListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    JsonNode answer = admin.client().get("/v1/handlers");
    if (json) {
      out.println(answer.toPrettyString());
    } else if (answer.path("handlers").isEmpty()) {
      out.println("the configuration has no handlers");
    } else {
      TextTable table = new TextTable("HANDLER", "KIND", "FILE", "CODE", " BYTES");
      for (JsonNode handler : answer.path("handlers")) {
        table.row(
            handler.path("id").asString(""),
            handler.path("kind").asString(""),
            handler.path("file").asString("(in the document)"),
            HandlerVersionsCommand.digest(handler),
            handler.path("bytes").toString());
      }
      table.print(out);
    }
    out.flush();
    return ExitCodes.OK;
  }
}

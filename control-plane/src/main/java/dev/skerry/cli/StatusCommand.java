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
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry status}: tells how a running edge is. */
@Command(name = "status", header = "Tell how a running edge is.")
final class StatusCommand implements Callable<Integer> {
  private static final String CHANGES = "changes";

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
      Outline.print(shortened(status), out);
    }
    out.flush();
    return ExitCodes.OK;
  }

  /** For people: what would be a table of zeros is one line that says why. */
  static JsonNode shortened(JsonNode status) {
    JsonNode sources = status.path(CHANGES).path("sources");
    if (!sources.isArray()
        || sources.valueStream().anyMatch(source -> source.path("asked").asBoolean(false))) {
      return status;
    }
    String where = status.has("api") ? "" : ", and no tables and buckets are here without --api";
    return ((ObjectNode) status.deepCopy())
        .put(CHANGES, "not followed: no site asks for them with purged-by" + where);
  }
}

package dev.skerry.cli;

import java.io.PrintWriter;
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

/** {@code skerry config rollback}: puts an old version in force again. */
@Command(
    name = "rollback",
    header = "Put the content of an old version in force on all edges, as a new version.",
    description = "A rollout that is under way ends with that.",
    footer = {"Examples:", "  skerry config rollback 6 --message 'images were missing'"})
final class ConfigRollbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VERSION", description = "The number of the old version.")
  long version;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for the history.")
  @Nullable String message;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    ObjectNode back = JsonMapper.shared().createObjectNode();
    back.put("version", version);
    if (message != null) {
      back.put("message", message);
    }
    JsonNode answer = admin.client().postOnce("/v1/config/rollback", back);
    int exitCode = ExitCodes.OK;
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      exitCode = ConfigOutcome.print(answer, out);
    }
    out.flush();
    return exitCode;
  }
}

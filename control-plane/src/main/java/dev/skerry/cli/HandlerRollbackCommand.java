package dev.skerry.cli;

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

/** {@code skerry handler rollback}: puts old code of a handler in force again. */
@Command(
    name = "rollback",
    header = "Put old code of a handler in force on all edges, as a new version.",
    description = "All else of the configuration stays as it is.",
    footer = {
      "Examples:",
      "  skerry handler rollback pages                 the code that it had before",
      "  skerry handler rollback pages --to 6 --message 'redirects were wrong'"
    })
final class HandlerRollbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The handler's id in the configuration.")
  String name = "";

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "A version of the configuration that has the code. Default: the newest that has other"
              + " code")
  @Nullable Long to;

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
    ObjectNode back = JsonMapper.shared().createObjectNode();
    if (to != null) {
      back.put("version", to);
    }
    if (message != null) {
      back.put("message", message);
    }
    JsonNode answer = admin.client().postOnce(HandlerPath.of(name) + "/rollback", back);
    return HandlerDeployCommand.printed(answer, json, Skerry.required(spec).commandLine().getOut());
  }
}

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

/** {@code skerry config abort}: ends a rollout that is under way. */
@Command(
    name = "abort",
    header = "End a rollout: the edges that have its version get the one before again.",
    description = "They are told at once. The version itself stays in the history.",
    footer = {
      "Examples:",
      "  skerry config abort",
      "  skerry config abort 7 --message 'the shop is slow'"
    })
final class ConfigAbortCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The version that is being rolled out. Default: whichever it is")
  @Nullable Long version;

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
    AdminClient client = admin.client();
    long aborted = version == null ? underWay(client) : version;
    ObjectNode why = JsonMapper.shared().createObjectNode();
    if (message != null) {
      why.put("message", message);
    }
    JsonNode answer = client.postOnce("/v1/rollouts/" + aborted + "/abort", why);
    int exitCode = ExitCodes.OK;
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      exitCode = ConfigOutcome.print(answer, out);
    }
    out.flush();
    return exitCode;
  }

  private static long underWay(AdminClient client) {
    JsonNode newest = client.get("/v1/rollouts?limit=1").path("rollouts").path(0);
    if (!newest.path("stage").asString("").equals("canaries")) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "no version is being rolled out; skerry config history tells which was");
    }
    return newest.path("version").asLong();
  }
}

package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry config history}: the versions of the configuration. */
@Command(
    name = "history",
    header = "List the versions of the configuration, from the newest.",
    footer = {"Examples:", "  skerry config history", "  skerry config history --limit 100 --json"})
final class ConfigHistoryCommand implements Callable<Integer> {
  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many at most, 1 to 1000. Default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  int limit;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    AdminClient client = admin.client();
    JsonNode answer = client.get("/v1/config/versions?limit=" + limit);
    if (json) {
      out.println(answer.toPrettyString());
    } else if (answer.path("versions").isEmpty()) {
      out.println("there is no version yet; skerry config apply FILE makes the first");
    } else {
      list(answer, rollouts(client), out);
    }
    out.flush();
    return ExitCodes.OK;
  }

  private Map<Long, JsonNode> rollouts(AdminClient client) {
    Map<Long, JsonNode> rollouts = new HashMap<>();
    for (JsonNode rollout : client.get("/v1/rollouts?limit=" + limit).path("rollouts")) {
      rollouts.put(rollout.path("version").asLong(), rollout);
    }
    return rollouts;
  }

  private static void list(JsonNode answer, Map<Long, JsonNode> rollouts, PrintWriter out) {
    long current = answer.path("current").asLong(0);
    TextTable table = new TextTable(" VERSION", "", "AT", "BY", "MESSAGE");
    for (JsonNode version : answer.path("versions")) {
      long number = version.path("version").asLong();
      table.row(
          Long.toString(number),
          number == current ? "current" : stage(rollouts.get(number)),
          version.path("at").asString(""),
          version.path("author").asString(""),
          message(version));
    }
    table.print(out);
    for (JsonNode version : answer.path("versions")) {
      JsonNode rollout = rollouts.get(version.path("version").asLong());
      String reason = rollout == null ? "" : rollout.path("reason").asString("");
      if (!reason.isEmpty()) {
        out.printf(
            "%nversion %d was %s: %s%n", version.path("version").asLong(), stage(rollout), reason);
      }
    }
  }

  private static String stage(@Nullable JsonNode rollout) {
    String stage = rollout == null ? "" : rollout.path("stage").asString("");
    return stage.equals("canaries") ? "on canaries" : stage.replace('_', ' ');
  }

  private static String message(JsonNode version) {
    String message = version.path("message").asString("").replace('\n', ' ');
    long restores = version.path("restores").asLong(0);
    String again = restores == 0 ? "" : "(version " + restores + " again) ";
    return again + message;
  }
}

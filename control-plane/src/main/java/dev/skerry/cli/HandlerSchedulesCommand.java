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

/** {@code skerry handler schedules}: when handlers are called by themselves. */
@Command(
    name = "schedules",
    header = "List when handlers are called by their schedules, and what came of it last.",
    footer = {"Examples:", "  skerry handler schedules", "  skerry handler schedules --json"})
final class HandlerSchedulesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    JsonNode answer = admin.client().get("/v1/schedules");
    if (json) {
      out.println(answer.toPrettyString());
    } else if (answer.path("schedules").isEmpty()) {
      out.println("the configuration has no schedules");
    } else {
      TextTable table = new TextTable("HANDLER", "SCHEDULE", "NEXT", "LAST", "OUTCOME", "EDGE");
      for (JsonNode schedule : answer.path("schedules")) {
        JsonNode last = schedule.path("last");
        table.row(
            schedule.path("handler").asString(""),
            schedule.path("cron").asString(""),
            schedule.path("next").asString(""),
            last.path("at").asString("-"),
            outcome(last),
            last.path("edge").asString("-"));
      }
      table.print(out);
    }
    out.flush();
    return ExitCodes.OK;
  }

  private static String outcome(JsonNode last) {
    String outcome = last.path("outcome").asString("-");
    String failure = last.path("failure").asString("");
    return failure.isEmpty() ? outcome : outcome + ": " + failure;
  }
}

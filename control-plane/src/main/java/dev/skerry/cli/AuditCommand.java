package dev.skerry.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry audit}: tells who changed what, and what was refused. */
@Command(
    name = "audit",
    header = "Print the audit log: who changed what, and what was refused.",
    footer = {
      "Examples:",
      "  skerry audit",
      "  skerry audit --caller ci --limit 20",
      "  skerry audit --follow"
    })
final class AuditCommand implements Callable<Integer> {
  private static final long LOOK_INTERVAL_MILLIS = 1_000;

  @Option(
      names = "--limit",
      paramLabel = "LINES",
      defaultValue = "100",
      description = "So many of the newest lines, 1 to 1000. Default: ${DEFAULT-VALUE}")
  int limit = 100;

  @Option(names = "--caller", paramLabel = "NAME", description = "Only calls with this token.")
  @Nullable String caller;

  @Option(names = "--refused", description = "Only what was refused.")
  boolean refused;

  @Option(names = "--follow", description = "Go on with what comes, until interrupted.")
  boolean follow;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    AdminClient client = admin.client();
    JsonNode page = client.get(query(limit) + "&since=0");
    long newest = print(page.path("lines"), 0, out);
    while (follow) {
      TimeUnit.MILLISECONDS.sleep(LOOK_INTERVAL_MILLIS);
      newest = print(client.get(query(1_000) + "&since=" + newest).path("lines"), newest, out);
    }
    return ExitCodes.OK;
  }

  private String query(int lines) {
    StringBuilder query = new StringBuilder("/v1/audit?limit=").append(lines);
    if (caller != null) {
      query.append("&caller=").append(URLEncoder.encode(caller, StandardCharsets.UTF_8));
    }
    if (refused) {
      query.append("&refused=true");
    }
    return query.toString();
  }

  /** Prints lines, the oldest first; the greatest number that there was. */
  private static long print(JsonNode lines, long known, PrintWriter out) {
    List<JsonNode> oldestFirst = new ArrayList<>();
    lines.forEach(oldestFirst::addFirst);
    long newest = known;
    for (JsonNode line : oldestFirst) {
      String problem = line.path("problem").asString("");
      out.printf(
          "%s %s %s %s from %s: %d%s%s%n",
          line.path("at").asString(""),
          line.path("caller").asString("-"),
          line.path("method").asString("-"),
          line.path("path").asString(""),
          line.path("from").asString(""),
          line.path("status").asInt(0),
          problem.isEmpty() ? "" : " " + problem.substring(problem.lastIndexOf(':') + 1),
          line.path("what").asString("").isEmpty() ? "" : " " + line.path("what").asString(""));
      newest = Math.max(newest, line.path("number").asLong(0));
    }
    out.flush();
    return newest;
  }
}

package dev.skerry.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry edges}: which edges follow a control plane, and how they are. */
@Command(
    name = "edges",
    header = "Tell which edges follow a running control plane, let others join, revoke some.",
    subcommands = {EdgesTokenCommand.class, EdgesRevokeCommand.class},
    footer = {
      "Without a command it lists them.",
      "",
      "Examples:",
      "  skerry edges",
      "  skerry edges token --uses 3 --expires 2h",
      "  skerry edges revoke edge-1"
    })
final class EdgesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode answer = all(admin.client());
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      list(answer, out);
    }
    out.flush();
    return ExitCodes.OK;
  }

  /** All edges as one answer, however many pages they are. */
  private static JsonNode all(AdminClient client) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("connected", 0);
    ArrayNode edges = all.putArray("edges");
    String query = "?limit=1000";
    while (true) {
      JsonNode page = client.get("/v1/edges" + query);
      all.put("connected", page.path("connected").asInt(0));
      page.path("edges").forEach(edges::add);
      String next = page.path("next").asString("");
      if (next.isEmpty()) {
        return all;
      }
      query = "?limit=1000&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
  }

  private static void list(JsonNode answer, PrintWriter out) {
    if (answer.path("edges").isEmpty()) {
      out.println("no edge has joined yet; skerry edges token makes a token for one");
      return;
    }
    Instant now = Instant.now();
    TextTable table =
        new TextTable(
            "EDGE",
            "CONTACT",
            " SINCE",
            " HEARD",
            " VERSION",
            " PURGES",
            " REQ/S",
            " HITS",
            " MEMORY",
            " DISK",
            "PROGRAM");
    for (JsonNode edge : answer.path("edges")) {
      JsonNode traffic = edge.path("traffic");
      JsonNode health = edge.path("health");
      table.row(
          edge.path("edge").asString(""),
          edge.path("contact").asString(""),
          Quantities.age(edge.path("since"), now),
          Quantities.age(edge.path("heard"), now),
          version(edge),
          number(edge.path("applied")),
          traffic.isObject() ? Quantities.rate(traffic.path("requests").asDouble()) : "-",
          traffic.isObject() ? Quantities.percent(traffic.path("hit_ratio").asDouble()) : "-",
          health.isObject() ? Quantities.bytes(health.path("memory_bytes").asDouble()) : "-",
          health.isObject() ? Quantities.bytes(health.path("disk_bytes").asDouble()) : "-",
          edge.path("software").asString(""));
    }
    table.print(out);
    troubles(answer, out);
  }

  private static String version(JsonNode edge) {
    String number = number(edge.path("version"));
    return edge.path("refused").isObject() ? number + "!" : number;
  }

  private static String number(JsonNode number) {
    return number.asLong(0) == 0 ? "-" : Long.toString(number.asLong());
  }

  /** What a table has no room for. */
  private static void troubles(JsonNode answer, PrintWriter out) {
    for (JsonNode edge : answer.path("edges")) {
      String name = edge.path("edge").asString("");
      JsonNode refused = edge.path("refused");
      for (JsonNode problem : refused.path("problems")) {
        out.printf(
            "%n%s refused version %d: %s%n",
            name, refused.path("version").asLong(), problem.asString(""));
      }
      for (JsonNode pointer : edge.path("needs_restart")) {
        out.printf("%n%s needs a restart for %s%n", name, pointer.asString(""));
      }
      String disk = edge.path("health").path("disk_trouble").asString("");
      if (!disk.isEmpty()) {
        out.printf("%n%s: disk: %s%n", name, disk);
      }
    }
  }
}

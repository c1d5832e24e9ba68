package dev.skerry.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry stats}: what the edges of a control plane serve now. */
@Command(
    name = "stats",
    header = "Tell what the edges serve now: requests, hits, bytes, errors and latency.",
    description = "Means of about the last ten seconds, by site and by edge.")
final class StatsCommand implements Callable<Integer> {
  private static final int PERIOD_SECONDS = 2;
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

  @Option(
      names = {"-f", "--follow"},
      description =
          "Go on until interrupted: on a terminal in place, else a line for all every"
              + " 2 seconds.")
  boolean follow;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    AdminClient client = admin.client();
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    if (!follow) {
      print(client.get("/v1/stats"), out, false);
      return ExitCodes.OK;
    }
    CountDownLatch asked = new CountDownLatch(1);
    Signals.on("INT", asked::countDown);
    Signals.on("TERM", asked::countDown);
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    do {
      print(client.get("/v1/stats"), out, terminal);
    } while (!asked.await(PERIOD_SECONDS, TimeUnit.SECONDS));
    return ExitCodes.OK;
  }

  private void print(JsonNode stats, PrintWriter out, boolean terminal) {
    if (json) {
      out.println(follow ? stats.toString() : stats.toPrettyString());
    } else if (follow && !terminal) {
      line(stats, out);
    } else {
      if (terminal) {
        out.print(HOME_AND_CLEAR);
      }
      tables(stats, out);
    }
    out.flush();
  }

  private static void line(JsonNode stats, PrintWriter out) {
    JsonNode total = stats.path("total");
    out.printf(
        "%s edges %d/%d requests/s %s hits %s bytes/s %s 4xx/s %s 5xx/s %s median %s p99 %s%n",
        stats.path("at").asString(""),
        stats.path("edges_connected").asInt(),
        stats.path("edges_known").asInt(),
        Quantities.rate(total.path("requests").asDouble()),
        Quantities.percent(total.path("hit_ratio").asDouble()),
        Quantities.bytes(total.path("bytes").asDouble()),
        Quantities.rate(total.path("client_errors").asDouble()),
        Quantities.rate(total.path("server_errors").asDouble()),
        Quantities.millis(total.path("latency_median_micros").asLong()),
        Quantities.millis(total.path("latency_p99_micros").asLong()));
  }

  private static void tables(JsonNode stats, PrintWriter out) {
    out.printf(
        "%d of %d edges connected%n%n",
        stats.path("edges_connected").asInt(), stats.path("edges_known").asInt());
    TextTable sites = table("SITE");
    row("all", stats.path("total"), sites);
    stats.path("sites").properties().forEach(each -> row(each, sites));
    sites.print(out);
    TextTable edges = table("EDGE");
    stats.path("edges").properties().forEach(each -> row(each, edges));
    if (!stats.path("edges").isEmpty()) {
      out.println();
    }
    edges.print(out);
  }

  private static TextTable table(String what) {
    return new TextTable(
        what, " REQ/S", " HITS", " BYTES/S", " 4XX/S", " 5XX/S", " MEDIAN", " P99");
  }

  private static void row(Map.Entry<String, JsonNode> figures, TextTable table) {
    row(figures.getKey(), figures.getValue(), table);
  }

  private static void row(String name, JsonNode figures, TextTable table) {
    table.row(
        name,
        Quantities.rate(figures.path("requests").asDouble()),
        Quantities.percent(figures.path("hit_ratio").asDouble()),
        Quantities.bytes(figures.path("bytes").asDouble()),
        Quantities.rate(figures.path("client_errors").asDouble()),
        Quantities.rate(figures.path("server_errors").asDouble()),
        Quantities.millis(figures.path("latency_median_micros").asLong()),
        Quantities.millis(figures.path("latency_p99_micros").asLong()));
  }
}

package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry purge}: removes stored responses from a running edge, or from all edges. */
@Command(
    name = "purge",
    header = "Purge stored responses from a running edge, or from all edges of a control plane.",
    description = {
      "Whatever at least one of the options names is purged, at once, fills under way included."
    },
    footer = {
      "Examples:",
      "  skerry purge --url https://example.com/index.html",
      "  skerry purge --tag product-17 --tag prices",
      "  skerry purge --prefix https://example.com/images/ --soft",
      "  skerry purge --expression 'status >= 500' --dry-run",
      "  skerry purge shop --everything --wait 30     (of a site; exit code 1 if an edge lacks it)"
    })
final class PurgeCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "SITE", description = "Only of this site.")
  @Nullable String onlySite;

  @Option(names = "--url", paramLabel = "URL", description = "A URL, with all of its variants.")
  List<String> urls = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAG", description = "What carries this tag.")
  List<String> tags = new ArrayList<>();

  @Option(names = "--prefix", paramLabel = "URL", description = "What begins with this URL.")
  List<String> prefixes = new ArrayList<>();

  @Option(names = "--host", paramLabel = "HOST", description = "What belongs to this host.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--expression",
      paramLabel = "EXPR",
      description = "What this condition holds for; see docs/purge.md.")
  @Nullable String expression;

  @Option(names = "--everything", description = "All that is stored.")
  boolean everything;

  @Option(
      names = "--site",
      paramLabel = "NAME",
      description = "Only of this site; the same as SITE.")
  @Nullable String site;

  @Option(
      names = "--soft",
      description = "Make it stale instead of unusable: it may be served stale, and validated.")
  boolean soft;

  @Option(names = "--dry-run", description = "Only count what would be purged.")
  boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long to wait until the connected edges have applied it, 0 to 30. Default: 5")
  @Nullable Integer waitSeconds;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ObjectNode order = order();
    CommandSpec command = Skerry.required(spec);
    if (order.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "Nothing to purge: give --url, --tag, --prefix, --host, --expression or --everything");
    }
    String limitedTo = onlySite == null ? site : onlySite;
    if (onlySite != null && site != null && !onlySite.equals(site)) {
      throw new ParameterException(
          command.commandLine(), "SITE is %s, --site is %s".formatted(onlySite, site));
    }
    if (limitedTo != null) {
      order.put("site", limitedTo);
    }
    order.put("soft", soft);
    order.put("dry_run", dryRun);
    String path = "/v1/purge" + (waitSeconds == null ? "" : "?wait_ms=" + waitSeconds * 1_000L);
    JsonNode outcome = admin.client().post(path, order);
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(outcome.toPrettyString());
      out.flush();
    } else {
      report(out, outcome);
    }
    return waitSeconds != null && !outcome.path("missing").isEmpty()
        ? ExitCodes.PROBLEM
        : ExitCodes.OK;
  }

  private ObjectNode order() {
    ObjectNode order = JsonMapper.shared().createObjectNode();
    putAll(order, "urls", urls);
    putAll(order, "tags", tags);
    putAll(order, "prefixes", prefixes);
    putAll(order, "hosts", hosts);
    if (expression != null) {
      order.put("expression", expression);
    }
    if (everything) {
      order.put("everything", true);
    }
    return order;
  }

  private static void putAll(ObjectNode order, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      var array = order.putArray(name);
      texts.forEach(array::add);
    }
  }

  /** What a control plane tells of its edges, where there are several or one lacks it. */
  private void edges(PrintWriter out, JsonNode outcome) {
    JsonNode applied = outcome.path("applied");
    JsonNode missing = outcome.path("missing");
    if (applied.size() + missing.size() > 1 && dryRun) {
      applied.forEach(
          edge ->
              out.printf(
                  "  %s: %d%n", edge.path("edge").asString(""), edge.path("matched").asLong()));
    } else if (applied.size() + missing.size() > 1) {
      double last =
          applied.values().stream()
              .mapToDouble(edge -> edge.path("ms").asDouble(0))
              .max()
              .orElse(0);
      out.printf(
          Locale.ROOT,
          "  applied by %d of %d edges%s%n",
          applied.size(),
          applied.size() + missing.size(),
          applied.isEmpty() ? "" : String.format(Locale.ROOT, ", the last after %.1f ms", last));
    }
    missing.forEach(
        edge ->
            out.printf(
                "  %s %s%n", edge.path("edge").asString(""), edge.path("reason").asString("")));
  }

  private void report(PrintWriter out, JsonNode outcome) {
    long matched = outcome.path("matched").asLong(-1);
    if (dryRun) {
      out.printf("would purge %d stored response%s", matched, matched == 1 ? "" : "s");
      long onDisk = outcome.path("not_looked_at").asLong(0);
      if (onDisk > 0) {
        out.printf(" in memory; %d on the disk were not looked at", onDisk);
      }
      out.println();
    } else {
      String sequence = outcome.path("sequence").asString("?");
      out.printf("%spurged; purge number %s%n", soft ? "softly " : "", sequence);
    }
    edges(out, outcome);
    out.flush();
  }
}

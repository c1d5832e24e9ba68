package dev.skerry.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code skerry token}: who may call the admin API, and what they may do. */
@Command(
    name = "token",
    header = "Make, list and revoke tokens of the admin API.",
    description = {
      "Scopes: read (see how things are), purge, configure, and admin, which is all of it and",
      "tokens. The token in the data folder has admin, and is not listed here."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "Examples:",
      "  skerry token add ci --scope read --scope purge",
      "  skerry token add grafana --scope read --days 365",
      "  skerry token revoke ci"
    })
final class TokenCommand implements Runnable {
  private static final String TOKENS = "/v1/tokens";
  private static final long DAY_SECONDS = 86_400;

  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }

  @Command(
      header = "Make a token, and print it.",
      description = "Its text is printed this once: nothing tells it later.")
  int add(
      @Parameters(paramLabel = "NAME", description = "1 to 64 of A-Z a-z 0-9 . _ @ -.") String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              required = true,
              description = "Required. read, purge, configure or admin; any number of them.")
          List<String> scopes,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "90",
              description = "For so long it is in force, 1 to 3650. Default: ${DEFAULT-VALUE}")
          int days,
      @Mixin AdminOptions admin) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.put("name", name);
    ArrayNode asked = wanted.putArray("scopes");
    scopes.forEach(asked::add);
    wanted.put("valid_seconds", days * DAY_SECONDS);
    JsonNode made = admin.client().postOnce(TOKENS, wanted);
    PrintWriter out = out();
    out.println(made.path("token").asString(""));
    out.flush();
    return ExitCodes.OK;
  }

  @Command(header = "Print the tokens that there are, without their texts.")
  int list(@Mixin AdminOptions admin) {
    PrintWriter out = out();
    for (JsonNode token : admin.client().get(TOKENS).path("tokens")) {
      StringBuilder scopes = new StringBuilder();
      token.path("scopes").forEach(scope -> scopes.append(scope.asString("")).append(' '));
      out.printf(
          "%-20s %-24s expires %s, last used %s%n",
          token.path("name").asString(""),
          scopes.toString().strip(),
          token.path("expires_at").asString(""),
          token.path("last_used_at").asString("never"));
    }
    out.flush();
    return ExitCodes.OK;
  }

  @Command(header = "Revoke a token: no call with it is answered any more.")
  int revoke(
      @Parameters(paramLabel = "NAME", description = "The token's name.") String name,
      @Mixin AdminOptions admin) {
    admin.client().delete(TOKENS + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    return ExitCodes.OK;
  }

  private PrintWriter out() {
    return Skerry.required(spec).commandLine().getOut();
  }
}

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

/** {@code skerry handler versions}: the versions in which a handler's code changed. */
@Command(
    name = "versions",
    header = "List the versions of the configuration in which a handler's code changed.",
    footer = {"Examples:", "  skerry handler versions pages"})
final class HandlerVersionsCommand implements Callable<Integer> {
  private static final int DIGEST_CHARS = 12;

  @Parameters(paramLabel = "NAME", description = "The handler's id in the configuration.")
  String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many at most, 1 to 200. Default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  int limit;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    JsonNode answer = admin.client().get(HandlerPath.of(name) + "/versions?limit=" + limit);
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      TextTable table = new TextTable(" VERSION", "CODE", "AT", "BY", "MESSAGE");
      for (JsonNode version : answer.path("versions")) {
        table.row(
            version.path("version").toString(),
            digest(version),
            version.path("at").asString(""),
            version.path("author").asString(""),
            version.path("message").asString("").replace('\n', ' '));
      }
      table.print(out);
      if (!answer.path("next").isNull()) {
        out.println("there may be older ones; --limit N shows more");
      }
    }
    out.flush();
    return ExitCodes.OK;
  }

  /** The beginning of the digest of code, as what shows it says; a word where there is none. */
  static String digest(JsonNode shown) {
    String sha256 = shown.path("sha256").asString("");
    return sha256.isEmpty() ? "(gone)" : sha256.substring(0, DIGEST_CHARS);
  }
}

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
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code skerry edges token}: makes a token with which edges can join. */
@Command(
    name = "token",
    header = "Make a token with which an edge can join: for skerry edge --join TOKEN.",
    description =
        "Prints the token alone. It is told this once; whoever has it can join while it holds.")
final class EdgesTokenCommand implements Callable<Integer> {
  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "For how long it holds: 90s, 30m, 2h or 7d. Default: ${DEFAULT-VALUE}",
      defaultValue = "1h")
  String expires = "1h";

  @Option(
      names = "--uses",
      paramLabel = "N",
      description = "How many edges can join with it. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  int uses = 1;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode answer =
        admin
            .client()
            .postOnce(
                "/v1/edges/join-tokens",
                JsonNodeFactory.instance
                    .objectNode()
                    .put("expires_in_seconds", seconds(expires))
                    .put("uses", uses));
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println(json ? answer.toPrettyString() : answer.path("token").asString(""));
    out.flush();
    return ExitCodes.OK;
  }

  private static long seconds(String text) {
    try {
      long number = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
      return switch (text.charAt(text.length() - 1)) {
        case 's' -> number;
        case 'm' -> Math.multiplyExact(number, 60);
        case 'h' -> Math.multiplyExact(number, 3_600);
        case 'd' -> Math.multiplyExact(number, 86_400);
        default -> throw new NumberFormatException("no unit");
      };
    } catch (ArithmeticException | NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new Failure(
          ExitCodes.USAGE,
          "--expires: expected a time as 90s, 30m, 2h or 7d, found '" + text + "'");
    }
  }
}

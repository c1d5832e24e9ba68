package dev.skerry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code skerry handler deploy}: puts other code of a handler in force on all edges. */
@Command(
    name = "deploy",
    header = "Put other code of a handler in force on all edges.",
    description = {
      "The configuration stays as it is but for the file of that handler's source, and gets a new",
      "version. The exit code is 1 where the code is wrong, or where an edge refuses it."
    },
    footer = {
      "Examples:",
      "  skerry handler deploy pages pages.js --message 'the new catalogue'",
      "  skerry handler deploy pages pages.js --wait 30",
      "  skerry handler deploy pages pages.js --canary edge-1 --watch 300"
    })
final class HandlerDeployCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The handler's id in the configuration.")
  String name = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Its new code.")
  Path file = Path.of("");

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Why, for the history.")
  @Nullable String message;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "The version of the configuration that it is to replace. Default: the current")
  long version;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the edges, 0 to 30. Default: 5")
  @Nullable Integer waitSeconds;

  @Option(names = "--json", description = "Print the answer as JSON.")
  boolean json;

  @Mixin CanaryOptions canaries = new CanaryOptions();

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    ObjectNode code = JsonMapper.shared().createObjectNode();
    try {
      code.put("code", Files.readAllBytes(file));
    } catch (IOException e) {
      throw Failure.of(e);
    }
    if (message != null) {
      code.put("message", message);
    }
    canaries.writeTo(code);
    String wait = waitSeconds == null ? "" : "?wait_ms=" + waitSeconds * 1_000L;
    AdminClient client = admin.client();
    try {
      return printed(client.put(HandlerPath.of(name) + "/code" + wait, code, version), json, out);
    } catch (Refusal e) {
      throw e.ofCode(file);
    }
  }

  /** Prints what became of it; returns the exit code. */
  static int printed(JsonNode answer, boolean json, PrintWriter out) {
    int exitCode = answer.path("refused").isEmpty() ? ExitCodes.OK : ExitCodes.PROBLEM;
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      exitCode = ConfigOutcome.print(answer, out);
    }
    out.flush();
    return exitCode;
  }
}

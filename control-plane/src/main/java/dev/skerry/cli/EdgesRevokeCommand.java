package dev.skerry.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry edges revoke}: lets an edge go for good. */
@Command(
    name = "revoke",
    header = "Let an edge go, and refuse its certificate from now on.",
    description = {
      "The edge is told, serves on with what it has, and does not come back by itself. To have it",
      "back, let it join again with another token."
    })
final class EdgesRevokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EDGE", description = "Its name.")
  String edge = "";

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String path = URLEncoder.encode(edge, StandardCharsets.UTF_8).replace("+", "%20");
    var _ = admin.client().postOnce("/v1/edges/" + path + "/revoke");
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println("edge '" + edge + "' is revoked");
    out.flush();
    return ExitCodes.OK;
  }
}

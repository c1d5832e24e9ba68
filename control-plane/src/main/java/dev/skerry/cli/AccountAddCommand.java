package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code skerry account add}: makes an account, by the node that has the data folder open, or in
 * the folder itself where no node runs.
 */
@Command(
    name = "add",
    header = "Make an account, and print it and its access key as JSON.",
    description = {
      "Asks the node that uses the data folder, which must run with --api. Where none does, it",
      "opens the folder itself. The secret is printed this once: nothing tells it later."
    },
    footer = {
      "Examples:",
      "  skerry account add alice --email alice@example.com",
      "  skerry account add alice --email alice@example.com --display-name 'Alice A.'"
    })
final class AccountAddCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "1 to 64 of A-Z a-z 0-9 + = , . @ _ -, unlike all others'.")
  String name = "";

  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      required = true,
      description = "Required. Unlike all others', whatever the case of its letters.")
  String email = "";

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "How it is shown as an owner. Default: NAME")
  @Nullable String displayName;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    Map<String, String> asked = new LinkedHashMap<>(Map.of("name", name, "email", email));
    if (displayName != null) {
      asked.put("display_name", displayName);
    }
    out.println(AccountDesk.of(admin).post("/v1/accounts", asked).toPrettyString());
    out.flush();
    return ExitCodes.OK;
  }
}

package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry account key}: the access keys of accounts; to exchange one, make another first. */
@Command(
    name = "key",
    header = "Make, disable, enable and remove access keys of accounts.",
    description = {
      "Holds for every request that comes after the answer; where several nodes share a database,",
      "the others follow within a second."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "To exchange a key:",
      "  skerry account key add alice                     a second one, for the clients",
      "  skerry account key disable AKIAIOSFODNN7EXAMPLE  the old one; enable takes it back",
      "  skerry account key remove AKIAIOSFODNN7EXAMPLE"
    })
final class AccountKeyCommand implements Runnable {
  private static final String KEYS = "/v1/accounts/keys";

  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }

  @Command(
      header = "Make another access key for an account, and print it as JSON.",
      description = "The secret is printed this once: nothing tells it later.")
  int add(
      @Parameters(paramLabel = "NAME", description = "The account's name.") String name,
      @Mixin AdminOptions admin) {
    return ask(admin, KEYS, Map.of("name", name));
  }

  @Command(header = "Believe no request any more that is signed with an access key.")
  int disable(
      @Parameters(paramLabel = "KEY", description = "The id of the key.") String key,
      @Mixin AdminOptions admin) {
    return ask(admin, KEYS + "/disable", Map.of("access_key_id", key));
  }

  @Command(header = "Believe requests that are signed with an access key again.")
  int enable(
      @Parameters(paramLabel = "KEY", description = "The id of the key.") String key,
      @Mixin AdminOptions admin) {
    return ask(admin, KEYS + "/enable", Map.of("access_key_id", key));
  }

  @Command(header = "Remove an access key for good.")
  int remove(
      @Parameters(paramLabel = "KEY", description = "The id of the key.") String key,
      @Mixin AdminOptions admin) {
    return ask(admin, KEYS + "/remove", Map.of("access_key_id", key));
  }

  private int ask(AdminOptions admin, String path, Map<String, String> document) {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    out.println(AccountDesk.ofExisting(admin).post(path, document).toPrettyString());
    out.flush();
    return ExitCodes.OK;
  }
}

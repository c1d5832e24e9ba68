package dev.skerry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skerry account}: who may use the API. */
@Command(
    name = "account",
    header = "Accounts of the API, and their access keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AccountAddCommand.class, AccountListCommand.class, AccountKeyCommand.class})
final class AccountCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }
}

package dev.skerry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skerry engine}: what is to be known of the storage of the origin's services. */
@Command(
    name = "engine",
    header = "Check what the API keeps.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = EngineVerifyCommand.class)
final class EngineCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }
}

package dev.skerry.loadtest;

import dev.skerry.loadtest.bench.MicroCommand;
import dev.skerry.loadtest.fleet.ChangesCommand;
import dev.skerry.loadtest.fleet.DeploymentsCommand;
import dev.skerry.loadtest.fleet.FleetCommand;
import dev.skerry.loadtest.fleet.PurgesCommand;
import dev.skerry.loadtest.generator.LoadCommand;
import dev.skerry.loadtest.memory.MemoryCommand;
import dev.skerry.loadtest.neighbours.NeighboursCommand;
import dev.skerry.loadtest.objects.ObjectsCommand;
import dev.skerry.loadtest.peers.PeersCommand;
import dev.skerry.loadtest.restart.RestartCommand;
import dev.skerry.loadtest.simulate.HitRatioCommand;
import dev.skerry.loadtest.tables.TablesCommand;
import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program of the measuring instruments, which the launcher calls for their commands. */
@Command(
    name = "skerry",
    header = "Skerry's measuring instruments.",
    customSynopsis = "skerry bench|load [COMMAND] [OPTIONS]",
    subcommands = {Loadtest.Bench.class, LoadCommand.class})
public final class Loadtest implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /** {@code skerry bench}: the group of commands that measure. */
  @Command(
      name = "bench",
      header = "Measure on this machine: beside other servers, or parts of Skerry.",
      subcommands = {
        PeersCommand.class,
        MicroCommand.class,
        HitRatioCommand.class,
        MemoryCommand.class,
        RestartCommand.class,
        PurgesCommand.class,
        ChangesCommand.class,
        FleetCommand.class,
        DeploymentsCommand.class,
        NeighboursCommand.class,
        TablesCommand.class,
        ObjectsCommand.class
      })
  static final class Bench implements Runnable {
    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "Missing: what to measure");
    }
  }

  private Loadtest() {}

  /** Runs a command and exits with its code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** The parser of the command line, with all commands. */
  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Loadtest());
    commands.setUsageHelpAutoWidth(false);
    commands.setUsageHelpWidth(100);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(
        (exception, failed, parsed) -> {
          if (!(exception instanceof Stop stop)) {
            throw exception;
          }
          PrintWriter err = failed.getErr();
          err.println("skerry: " + stop.getMessage());
          err.flush();
          return stop.exitCode();
        });
    commands.setParameterExceptionHandler(Loadtest::explainMisuse);
    addHelp(commands);
    return commands;
  }

  /** Says what is wrong with the command line, and where to learn more. */
  private static int explainMisuse(ParameterException misuse, String[] args) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("skerry: " + misuse.getMessage());
    UnmatchedArgumentException.printSuggestions(misuse, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCodes.USAGE;
  }

  /** Gives a command and those below it their {@code --help}, in the shape of the product's own. */
  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build())
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading(spec.usageMessage().description().length > 0 ? "%n" : "")
        .parameterListHeading(spec.positionalParameters().isEmpty() ? "" : "%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%n")
        .abbreviateSynopsis(true)
        .sortOptions(false);
    command.getSubcommands().values().forEach(Loadtest::addHelp);
  }

  /** Called without a command: that is a wrong command line. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing: a command");
  }
}

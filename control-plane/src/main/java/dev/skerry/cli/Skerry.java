package dev.skerry.cli;

import dev.skerry.control.engine.EnginePlace;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: {@code skerry} and its commands. */
@Command(
    name = "skerry",
    header = "Skerry: a content delivery network that you run yourself.",
    synopsisSubcommandLabel = "COMMAND",
    customSynopsis = "skerry COMMAND [OPTIONS]",
    subcommands = {
      RunCommand.class,
      ControlPlaneCommand.class,
      EdgeCommand.class,
      EdgesCommand.class,
      StatsCommand.class,
      ConfigCommand.class,
      ExplainCommand.class,
      HandlerCommand.class,
      PurgeCommand.class,
      StatusCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      AccountCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      MigrateCommand.class,
      EngineCommand.class,
      VersionCommand.class
    },
    versionProvider = VersionCommand.class,
    footer = {
      "The first minute:",
      "  skerry run                               a demo site behind an edge on"
          + " http://127.0.0.1:8080",
      "  skerry run --to http://127.0.0.1:8000    your site behind it",
      "  skerry explain http://127.0.0.1:8080/    why is this (not) cached?",
      "  skerry purge --url http://127.0.0.1:8080/",
      "  skerry COMMAND --help                    more of a command",
      "",
      "Measuring (./skerry of a checkout builds these when they are first used):",
      "  skerry bench peers                       CPU, rate and latency beside nginx and others",
      "  skerry load URL                          load on a schedule, and its latencies",
      "  skerry load origin                       an origin of content of any size"
    })
public final class Skerry implements Runnable {
  private static final String DATABASE_ADDRESS =
      "postgresql://USER@HOST[:PORT]/DATABASE[?PARAMETERS], see docs/engine.md";

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Tell which version this is.")
  boolean version;

  private Skerry() {}

  /** Runs a command and exits with its code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** The parser of the command line, with all commands. */
  static CommandLine commandLine() {
    CommandLine commands = new CommandLine(new Skerry());
    commands.registerConverter(ListenAddress.class, Skerry::listenAddress);
    commands.registerConverter(EnginePlace.class, Skerry::enginePlace);
    commands.registerConverter(EnginePlace.Database.class, Skerry::database);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpAutoWidth(false);
    commands.setUsageHelpWidth(100);
    commands.setExecutionExceptionHandler(
        (exception, failed, parsed) -> {
          if (!(exception instanceof Failure failure)) {
            throw exception;
          }
          PrintWriter err = failed.getErr();
          err.println("skerry: " + failure.getMessage());
          err.flush();
          return failure.exitCode();
        });
    commands.setParameterExceptionHandler(Skerry::explainMisuse);
    addHelp(commands);
    return commands;
  }

  private static ListenAddress listenAddress(String text) {
    try {
      return ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static EnginePlace enginePlace(String text) {
    try {
      return EnginePlace.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static EnginePlace.Database database(String text) {
    if (text.startsWith("postgresql:")
        && enginePlace(text) instanceof EnginePlace.Database database) {
      return database;
    }
    throw new TypeConversionException("expected " + DATABASE_ADDRESS);
  }

  /** Says what is wrong with the command line, and where to learn more. */
  private static int explainMisuse(ParameterException misuse, String[] args) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("skerry: " + what(misuse));
    UnmatchedArgumentException.printSuggestions(misuse, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCodes.USAGE;
  }

  /** Of a word in a command's place, which commands there are. */
  private static String what(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    if (misuse instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.getSubcommands().isEmpty()) {
      return "there is no command %s; there are %s"
          .formatted(
              (command.getCommandSpec().qualifiedName() + " " + unmatched.getUnmatched().getFirst())
                  .replaceFirst("^skerry ", ""),
              String.join(", ", command.getSubcommands().keySet()));
    }
    return String.valueOf(misuse.getMessage());
  }

  /** Gives a command and those below it their {@code --help}, in one shape. */
  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build())
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading(hasDescription(command) ? "%n" : "")
        .parameterListHeading(command.getCommandSpec().positionalParameters().isEmpty() ? "" : "%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%n")
        .abbreviateSynopsis(true)
        .sortOptions(false);
    nameRequiredOptions(command.getCommandSpec());
    command.getSubcommands().values().forEach(Skerry::addHelp);
  }

  /** Shows what cannot be left out beside the command's name, and not among [OPTIONS]. */
  private static void nameRequiredOptions(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(spec.qualifiedName()));
    for (OptionSpec option : spec.options()) {
      if (option.required() && option.group() == null) {
        words.add(option.longestName() + " " + option.paramLabel());
      }
    }
    if (words.size() > 1) {
      words.add("[OPTIONS]");
      spec.positionalParameters().forEach(parameter -> words.add(parameter.paramLabel()));
      spec.usageMessage().customSynopsis(String.join(" ", words));
    }
  }

  private static boolean hasDescription(CommandLine command) {
    return command.getCommandSpec().usageMessage().description().length > 0;
  }

  /** Called without a command: that is a wrong command line. */
  @Override
  public void run() {
    throw new ParameterException(required(spec).commandLine(), "Missing: a command");
  }

  /** What a command that only has commands throws when it is called without one. */
  static ParameterException withoutCommand(@Nullable CommandSpec spec) {
    CommandLine command = required(spec).commandLine();
    String names = String.join(", ", command.getSubcommands().keySet());
    return new ParameterException(command, "Missing: a command, one of " + names);
  }

  /** What picocli has set before it calls a command. */
  static CommandSpec required(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("the command was not called by picocli");
    }
    return spec;
  }
}

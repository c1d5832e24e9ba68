package dev.skerry.cli;

import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Reference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry config}: configurations, here and on the edges of a control plane. */
@Command(
    name = "config",
    header = "Check a configuration, apply it to all edges, list and compare versions, go back.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "Examples:",
      "  skerry config check skerry.yaml",
      "  skerry config apply skerry.yaml --message 'cache images longer'",
      "  skerry config history",
      "  skerry config diff 3 5",
      "  skerry config rollback 3",
      "  skerry config abort",
      "  skerry config schema > skerry.schema.json",
      "  skerry config hash-password"
    },
    subcommands = {
      ConfigCommand.Check.class,
      ConfigApplyCommand.class,
      ConfigDiffCommand.class,
      ConfigHistoryCommand.class,
      ConfigRollbackCommand.class,
      ConfigAbortCommand.class,
      ConfigCommand.Schema.class,
      HashPasswordCommand.class
    })
final class ConfigCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }

  /** {@code skerry config check}: lists all that is wrong with a document. */
  @Command(
      name = "check",
      header = "Tell all that is wrong with a configuration file.",
      description = {
        "One line per problem: file, line, column, what is wrong, what was expected. Exit code 0"
            + " if",
        "there is none, 1 if there are some."
      })
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML, or JSON if it ends with .json.")
    Path file = Path.of("");

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Skerry.required(spec).commandLine().getOut();
      Compilation compilation = ConfigDocument.load(file);
      int exitCode =
          switch (compilation) {
            case Compiled compiled -> {
              int sites = compiled.snapshot().sites().size();
              int pools = compiled.snapshot().pools().size();
              out.printf("%s is right: %s, %s%n", file, count(sites, "site"), count(pools, "pool"));
              yield ExitCodes.OK;
            }
            case Refused refused -> {
              refused.problems().forEach(out::println);
              yield ExitCodes.PROBLEM;
            }
          };
      out.flush();
      return exitCode;
    }

    private static String count(int number, String noun) {
      return number + " " + noun + (number == 1 ? "" : "s");
    }
  }

  /** {@code skerry config schema}: prints the JSON Schema of documents. */
  @Command(name = "schema", header = "Print the JSON Schema of configuration files, for editors.")
  static final class Schema implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Skerry.required(spec).commandLine().getOut();
      out.print(Reference.jsonSchema());
      out.flush();
      return ExitCodes.OK;
    }
  }
}

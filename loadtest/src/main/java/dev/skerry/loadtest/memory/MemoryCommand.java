package dev.skerry.loadtest.memory;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Measures what memory the edge takes. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    header = "Measures the resident memory of an edge.",
    subcommands = {MillionObjects.class, Churn.class})
public final class MemoryCommand {
  /**
   * Runs the command by itself.
   *
   * @param args as after {@code skerry bench memory}
   */
  public static void main(String... args) {
    System.exit(new CommandLine(new MemoryCommand()).execute(args));
  }

  static PrintWriter out(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("the command was not called by picocli");
    }
    return spec.commandLine().getOut();
  }

  static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}

package dev.skerry.loadtest.memory;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what memory the edge takes. */
@Command(
    name = "memory",
    header = "Measure the resident memory of an edge.",
    subcommands = {MillionObjects.class, Churn.class})
public final class MemoryCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /** Called without a command: that is a wrong command line. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing: objects or churn");
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

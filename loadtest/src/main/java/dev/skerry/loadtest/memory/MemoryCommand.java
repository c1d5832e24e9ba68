package dev.skerry.loadtest.memory;

import dev.skerry.loadtest.process.EdgeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

  /** An edge that is ready, in front of that origin, with so much {@code cache.memory}. */
  static EdgeProcess edge(int originPort, String memory) throws IOException {
    EdgeProcess edge =
        new EdgeProcess(
            Files.createTempDirectory("skerry-memory"),
            """
            access-log: {format: none}
            cache: {memory: %s}
            sites:
              - hosts: "*"
                origin: http://127.0.0.1:%d
            """
                .formatted(memory, originPort));
    edge.start();
    return edge;
  }

  static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}

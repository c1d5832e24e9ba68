package dev.skerry.loadtest.simulate;

import dev.skerry.loadtest.simulate.policy.PolicyKind;
import dev.skerry.loadtest.simulate.synthetic.SyntheticTrace;
import dev.skerry.loadtest.simulate.trace.Trace;
import dev.skerry.loadtest.simulate.trace.TraceFile;
import dev.skerry.loadtest.simulate.trace.TraceFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what hit ratios the edge's index and other policies reach on traces. */
@Command(
    name = "hit-ratio",
    sortOptions = false,
    header = "Replays cache traces through the edge's index and other policies.",
    description = {
      "Prints for each trace a table of object and byte hit ratios in percent, by the size of the"
          + " cache. \"Bound\" is what no policy can exceed, for objects and for bytes each."
    })
public final class HitRatioCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TRACE",
      arity = "0..*",
      description = "Files, plain or compressed with gzip or zstd.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--format",
      description =
          "Of the files: ${COMPLETION-CANDIDATES}. Told by their first bytes if not given.")
  @Nullable TraceFormat format;

  @Option(
      names = "--synthetic",
      split = ",",
      arity = "0..1",
      fallbackValue = "EQUAL,WEB,IMAGES,VIDEO,DOWNLOADS,SCAN,LOOP,SHIFT,NEWS,DIURNAL",
      description = "Made-up traces: ${COMPLETION-CANDIDATES}; all if none is named.")
  List<SyntheticTrace> synthetic = new ArrayList<>();

  @Option(
      names = "--requests",
      defaultValue = "1000000",
      description = "Length of a made-up trace, and most requests of a file (${DEFAULT-VALUE}).")
  int requests;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the made-up traces (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "0.3%,1%,3%,10%,30%",
      description =
          "Of the cache: percent of the bytes of all objects, or bytes with k, m, g"
              + " (${DEFAULT-VALUE}).")
  List<String> sizes = new ArrayList<>();

  @Option(
      names = "--policies",
      split = ",",
      description = "Which ones: ${COMPLETION-CANDIDATES}; all if not given.")
  List<PolicyKind> policies = List.copyOf(EnumSet.allOf(PolicyKind.class));

  @Option(
      names = "--overhead",
      defaultValue = "1024",
      description =
          "Bytes that every object costs besides its content, for every policy (${DEFAULT-VALUE}).")
  long overheadBytes;

  @Override
  public Integer call() throws IOException {
    CommandLine command = commandLineOf(spec);
    if (files.isEmpty() && synthetic.isEmpty()) {
      throw new ParameterException(command, "Missing: TRACE or --synthetic");
    }
    List<CacheSize> wanted = new ArrayList<>();
    for (String size : sizes) {
      try {
        wanted.add(CacheSize.parse(size));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command, e.getMessage(), e);
      }
    }
    PrintWriter out = command.getOut();
    Report report = new Report(out, wanted, policies, overheadBytes);
    for (SyntheticTrace made : synthetic) {
      report.add(made.make(seed, requests));
    }
    for (Path file : files) {
      Trace trace = TraceFile.read(file, format, requests);
      report.add(trace);
    }
    return 0;
  }

  private static CommandLine commandLineOf(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("the command was not called by picocli");
    }
    return spec.commandLine();
  }
}

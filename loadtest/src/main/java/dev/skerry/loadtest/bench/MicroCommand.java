package dev.skerry.loadtest.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the microbenchmarks. */
@Command(
    name = "micro",
    header = "Run microbenchmarks (JMH) of the code that runs once per request.",
    description = "Without a pattern all of them run, which takes some minutes.")
public final class MicroCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATTERN|OPTION",
      arity = "0..*",
      description =
          "Regular expressions of benchmarks' names, then options of JMH after --, as -- -prof gc"
              + " -t 2.")
  List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-jvmArgsAppend", "-Xmx1g -Dio.netty.leakDetection.level=disabled"));
    org.openjdk.jmh.Main.main(all.toArray(String[]::new));
    return 0;
  }
}

package dev.skerry.loadtest.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A command that runs to its end; its output is what a test looks at. */
public record Command(List<String> words, Path directory, Map<String, String> environment) {

  public static Command of(String... words) {
    return new Command(Arrays.asList(words), Path.of("").toAbsolutePath(), Map.of());
  }

  public Command in(Path value) {
    return new Command(words, value, environment);
  }

  public Command with(Map<String, String> value) {
    return new Command(words, directory, value);
  }

  /** Runs it and returns its output; fails when it does not exit with 0 in time. */
  public String run(Duration atMost) {
    Result result = tryRun(atMost);
    if (result.exitCode() != 0) {
      throw new AssertionError(
          "exit code " + result.exitCode() + " of " + words + ":\n" + result.output());
    }
    return result.output();
  }

  /** Runs it, whatever it exits with. */
  public Result tryRun(Duration atMost) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    try (ChildProcess process = ChildProcess.start(words.getFirst(), builder)) {
      int exitCode = process.awaitExit(atMost);
      return new Result(exitCode, process.output());
    }
  }

  /** How a command ended, and what it wrote to its standard output and error. */
  public record Result(int exitCode, String output) {}
}

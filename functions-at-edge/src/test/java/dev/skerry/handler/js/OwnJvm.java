package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests that is run in a JVM of its own, with their class path. */
final class OwnJvm {
  private static final String TOLD = "told: ";

  private OwnJvm() {}

  /** Runs it to its end, which must be a good one; all lines that it wrote. */
  static List<String> run(Class<?> program, Path folder, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.add(program.getName());
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  /** In the program: a line for the test. */
  static void tell(String line) {
    System.out.println(TOLD + line);
  }

  /** What the program told. */
  static List<String> told(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(TOLD))
        .map(line -> line.substring(TOLD.length()))
        .toList();
  }
}

package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the documentation: each folder does what its events say. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../docs/examples");

  @TempDir Path folder = Path.of("");

  static List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      return all.filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachExampleDoesWhatItsEventsSay(String name) throws Exception {
    Path example = folder.resolve(name);
    copy(EXAMPLES.resolve(name), example);
    build(example, name);
    assemble(example);
    patient(example.resolve("skerry.yaml"));
    Terminal terminal = Terminal.type("handler", "test", example.toString());
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out()).endsWith(" passed, 0 failed\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void thePageOfTheExamplesHasEachOfThem() throws IOException {
    String page = Files.readString(EXAMPLES.resolve("README.md"));
    assertThat(names())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(page).contains("(" + name + "/"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  /** Makes the jar of an example in Java, with the commands that the page of the examples has. */
  private static void build(Path example, String name) throws IOException {
    Path sources = example.resolve("src");
    if (!Files.isDirectory(sources)) {
      return;
    }
    Path classes = example.resolve("classes");
    try (Stream<Path> all = Files.walk(sources)) {
      Stream<String> files = all.map(Path::toString).filter(file -> file.endsWith(".java"));
      run(
          "javac",
          Stream.concat(
              Stream.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()),
              files));
    }
    Path jar = example.resolve(name + ".jar");
    run("jar", Stream.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
  }

  /** Makes the modules of what is written in WAT, as the page of the examples does by wat2wasm. */
  private static void assemble(Path example) throws IOException {
    try (Stream<Path> all = Files.list(example)) {
      for (Path each : all.filter(file -> file.toString().endsWith(".wat")).toList()) {
        Path module = Path.of(each.toString().replaceFirst("wat$", "wasm"));
        Files.write(module, Wat2Wasm.parse(Files.readString(each)));
      }
    }
  }

  private static void run(String tool, Stream<String> words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exitCode =
        ToolProvider.findFirst(tool).orElseThrow().run(out, out, words.toArray(String[]::new));
    assertThat(exitCode).as(said.toString()).isZero();
  }

  /** With limits that a busy machine does not reach. */
  private static void patient(Path document) throws IOException {
    String time = "cpu-time: 20s, wall-time: 60s";
    String text = Files.readString(document);
    String limited =
        text.contains("limits: {")
            ? text.replace("limits: {", "limits: {" + time + ", ")
            : text.replaceAll("(?m)^    source: .*$", "$0\n    limits: {" + time + "}");
    Files.writeString(document, limited);
  }
}

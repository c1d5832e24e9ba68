package dev.skerry.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The help of the measuring instruments is as its golden files say, which the launcher prints where
 * nothing is built; {@code -Dskerry.golden=write} writes them.
 */
final class HelpTest {
  private static final Path PAGES = Path.of("src/test/resources/dev/skerry/loadtest/help");

  static List<String> commands() {
    List<String> names = new ArrayList<>();
    Loadtest.commandLine().getSubcommands().forEach((name, command) -> add(name, command, names));
    return names;
  }

  private static void add(String name, CommandLine command, List<String> names) {
    names.add(name);
    command.getSubcommands().forEach((below, each) -> add(name + " " + below, each, names));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpIsAsItsGoldenFileSays(String command) throws IOException {
    StringWriter out = new StringWriter();
    int exitCode =
        Loadtest.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute((command + " --help").split(" ", -1));
    assertThat(exitCode).isZero();
    Path page = PAGES.resolve(command.replace(' ', '-') + ".txt");
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Files.createDirectories(PAGES);
      Files.writeString(page, out.toString());
    }
    assertThat(page).hasContent(out.toString());
  }
}

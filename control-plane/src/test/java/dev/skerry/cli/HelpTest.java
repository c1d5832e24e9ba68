package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code --help} prints is what these files hold; {@code -Dskerry.golden=write} writes them
 * anew.
 */
class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "edge",
        "control-plane",
        "edges",
        "edges token",
        "edges revoke",
        "stats",
        "explain",
        "purge",
        "status",
        "handler",
        "handler new",
        "handler test",
        "handler invoke",
        "handler dev",
        "handler deploy",
        "handler list",
        "handler versions",
        "handler rollback",
        "handler schedules",
        "handler tail",
        "version",
        "token",
        "token add",
        "token list",
        "token revoke",
        "audit",
        "account",
        "account add",
        "account list",
        "account key",
        "account key add",
        "account key disable",
        "account key enable",
        "account key remove",
        "backup",
        "restore",
        "migrate",
        "engine",
        "engine verify",
        "config",
        "config check",
        "config apply",
        "config diff",
        "config history",
        "config rollback",
        "config abort",
        "config schema",
        "config hash-password"
      })
  void helpIsAsItsGoldenFileSays(String command) throws Exception {
    String words = (command + " --help").strip();
    Terminal terminal = Terminal.type(words.split(" ", -1));
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.err()).isEmpty();
    String name = "help/" + (command.isEmpty() ? "skerry" : command.replace(' ', '-')) + ".txt";
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Path file = Path.of("src/test/resources/dev/skerry/cli", name);
      Files.createDirectories(Path.of("src/test/resources/dev/skerry/cli/help"));
      Files.writeString(file, terminal.out());
    }
    assertThat(terminal.out()).isEqualTo(golden(name));
  }

  @Test
  void noLineOfAnyHelpIsWiderThan100Columns() {
    for (String command :
        List.of(
            "explain", "purge", "status", "config", "account", "backup", "restore", "migrate")) {
      assertThat(Terminal.type(command, "--help").out().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
  }

  private static String golden(String name) throws IOException {
    if ("write".equals(System.getProperty("skerry.golden"))) {
      return Files.readString(Path.of("src/test/resources/dev/skerry/cli", name));
    }
    try (InputStream in = HelpTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Reference;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "'', Missing: a command",
    "config, Missing: a command",
    "explain, Missing required parameter: 'URL'",
    "fly, Unmatched argument at index 0: 'fly'",
    "purge, 'Nothing to purge: give --url, --tag, --prefix, --host, --expression or --everything'",
    "run --listen 8o8o, Invalid value for option '--listen': expected HOST:PORT (as 127.0.0.1:8080",
    "run --to http://a --config b, 'Error: --to=URL, --config=FILE are mutually exclusive'",
    "config check, Missing required parameter: 'FILE'",
  })
  void a_wrong_command_line_is_told_and_ends_with_2(String command, String message) {
    Terminal terminal = Terminal.type(command.isEmpty() ? new String[0] : command.split(" ", -1));
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).startsWith("skerry: " + message).contains("\nTry: skerry");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void the_version_says_on_what_it_runs() {
    Terminal terminal = Terminal.type("version");
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).matches("(?s)skerry \\d+\\.\\d+\\.\\d+\\S*\nJDK 25.*\n.+\n");
    assertThat(Terminal.type("--version").out()).isEqualTo(terminal.out());
  }

  @Test
  void a_command_for_a_running_edge_needs_its_token() {
    Terminal terminal = Terminal.type("status", "--data", folder.toString());
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "skerry: no admin token at %s. Name the running edge's data folder: --data DIR\n"
                .formatted(folder.resolve("admin-token")));
  }

  @Test
  void nobody_at_the_admin_address_ends_with_69() throws Exception {
    Files.writeString(folder.resolve("admin-token"), "skerry_" + "a".repeat(43));
    Terminal terminal =
        Terminal.type("status", "--data", folder.toString(), "--admin", "127.0.0.1:1");
    assertThat(terminal.exitCode()).isEqualTo(69);
    assertThat(terminal.err())
        .isEqualTo(
            "skerry: no edge answers at 127.0.0.1:1. Is `skerry run` running? Name its admin"
                + " address: --admin HOST:PORT\n");
  }

  @Test
  void a_right_configuration_is_told_to_be_right() throws Exception {
    Path file = folder.resolve("skerry.yaml");
    Files.writeString(
        file,
        """
        sites:
          - hosts: ["example.com"]
            origin: http://127.0.0.1:8000
        """);
    Terminal terminal = Terminal.type("config", "check", file.toString());
    assertThat(terminal.out()).isEqualTo(file + " is right: 1 site, 1 pool\n");
    assertThat(terminal.exitCode()).isZero();
  }

  @Test
  void all_problems_of_a_configuration_are_told_with_their_places() throws Exception {
    Path file = folder.resolve("skerry.yaml");
    Files.writeString(
        file,
        """
        sites:
          - hosts: [7]
            orgin: http://127.0.0.1:8000
        """);
    Terminal terminal = Terminal.type("config", "check", file.toString());
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.matches(".*skerry\\.yaml:[23]:\\d+: sites\\[0].*"));
  }

  @Test
  void a_configuration_that_is_not_there_is_a_problem() {
    Terminal terminal = Terminal.type("config", "check", folder.resolve("none.yaml").toString());
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out()).contains("none.yaml");
  }

  @Test
  void the_schema_is_the_one_of_the_documents() throws Exception {
    Terminal terminal = Terminal.type("config", "schema");
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).isEqualTo(Reference.jsonSchema());
  }

  @Test
  void a_password_is_read_from_the_standard_input_and_only_its_hash_is_printed() {
    InputStream terminalInput = System.in;
    System.setIn(new ByteArrayInputStream("open sesame\n".getBytes(UTF_8)));
    try {
      Terminal terminal = Terminal.type("config", "hash-password");
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.out()).matches("\\$2[ab]\\$12\\$[./A-Za-z0-9]{53}\n");
    } finally {
      System.setIn(terminalInput);
    }
  }
}

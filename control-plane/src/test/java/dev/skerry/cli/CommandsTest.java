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
    "config, 'Missing: a command, one of check, apply, diff, history, rollback, abort, schema,"
        + " hash-password'",
    "account key, 'Missing: a command, one of add, disable, enable, remove'",
    "account add ann, Missing required option: '--email=EMAIL'",
    "run --engine rocksdb:x, Invalid value for option '--engine': expected postgresql://USER@HOST",
    "explain, Missing required parameter: 'URL'",
    "fly, 'there is no command fly; there are run, control-plane, edge, edges, stats, config,'",
    "purge, 'Nothing to purge: give --url, --tag, --prefix, --host, --expression or --everything'",
    "run --listen 8o8o, Invalid value for option '--listen': expected HOST:PORT (as 127.0.0.1:8080",
    "run --to http://a --config b, 'Error: --to=URL, --config=FILE are mutually exclusive'",
    "config check, Missing required parameter: 'FILE'",
    "config fly, 'there is no command config fly; there are check, apply, diff, history,'",
    "run --to localhost, Invalid value for option '--to'",
    "run --to a.example:443, Invalid value for option '--to'",
    "run --to http://a/b, Invalid value for option '--to'",
  })
  void aWrongCommandLineIsToldAndEndsWith2(String command, String message) {
    Terminal terminal = Terminal.type(command.isEmpty() ? new String[0] : command.split(" ", -1));
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).startsWith("skerry: " + message).contains("\nTry: skerry");
    assertThat(terminal.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stat, 'Did you mean: skerry stats or skerry status'",
    "config chek, 'Did you mean: config check'",
    "run --dat x, 'Possible solutions: --data'",
  })
  void whatLooksLikeSomethingThatThereIsIsNamed(String command, String message) {
    Terminal terminal = Terminal.type(command.split(" ", -1));
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }

  @Test
  void anOriginThatCannotBeIsToldWithWhatIsWrongAndWhatWasExpected() {
    assertThat(Terminal.type("run", "--to", "http://a/b").err())
        .contains("\"http://a/b\" holds a path; ", "; expected a URL as http://127.0.0.1:8000");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8000, http://127.0.0.1:8000",
    "127.0.0.1:8000, http://127.0.0.1:8000",
    ":8000, http://127.0.0.1:8000",
    "localhost:3000, http://localhost:3000",
    "[::1]:8000, http://[::1]:8000",
    "bucket:12345, bucket:12345",
  })
  void anOriginWithoutASchemeIsAskedOverHttp(String typed, String url) {
    assertThat(new OriginUrl().convert(typed)).isEqualTo(url);
  }

  @Test
  void theVersionSaysOnWhatItRuns() {
    Terminal terminal = Terminal.type("version");
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).matches("(?s)skerry \\d+\\.\\d+\\.\\d+\\S*\nJDK 25.*\n.+\n");
    assertThat(Terminal.type("--version").out()).isEqualTo(terminal.out());
  }

  @Test
  void aCommandForARunningEdgeNeedsItsToken() {
    Terminal terminal = Terminal.type("status", "--data", folder.toString());
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "skerry: no admin token at %s. Name the running node's data folder: --data DIR\n"
                .formatted(folder.resolve("admin-token")));
  }

  @Test
  void nobodyAtTheAdminAddressEndsWith69() throws Exception {
    Files.writeString(folder.resolve("admin-token"), "skerry_" + "a".repeat(43));
    Terminal terminal =
        Terminal.type("status", "--data", folder.toString(), "--admin", "127.0.0.1:1");
    assertThat(terminal.exitCode()).isEqualTo(69);
    assertThat(terminal.err())
        .isEqualTo(
            "skerry: no node answers at 127.0.0.1:1. Is it running? Name its admin"
                + " address: --admin HOST:PORT\n");
  }

  @Test
  void aRightConfigurationIsToldToBeRight() throws Exception {
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
  void allProblemsOfAConfigurationAreToldWithTheirPlaces() throws Exception {
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
  void aConfigurationThatIsNotThereIsAProblem() {
    Terminal terminal = Terminal.type("config", "check", folder.resolve("none.yaml").toString());
    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out())
        .isEqualTo(
            folder.resolve("none.yaml") + ": there is no such file; expected a file to read\n");
  }

  @Test
  void contentElsewhereIsForThoseWhoServeObjects() {
    Terminal terminal = Terminal.type("run", "--to", "localhost:1", "--content", "s3://bucket");
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("--content is for objects", "--api");
  }

  @Test
  void anAddressWithAUserIsRefusedAndNotRepeated() {
    String[] words = {
      "run", "--api", "--content", "s3://bucket", "--content-endpoint", "https://me:secret@host"
    };
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("--content-credentials").doesNotContain("secret");
  }

  @Test
  void theSchemaIsTheOneOfTheDocuments() throws Exception {
    Terminal terminal = Terminal.type("config", "schema");
    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).isEqualTo(Reference.jsonSchema());
  }

  @Test
  void aPasswordIsReadFromTheStandardInputAndOnlyItsHashIsPrinted() {
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
